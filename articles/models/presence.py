from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .article import Article

#: Whose page was not heard of for so long has closed it, or lost the network. A page is heard of every 30 s.
SILENCE = timedelta(seconds=90)


class PresenceQuerySet(models.QuerySet):
    def note(self, article, user, visit):
        """Somebody's page of this article is open now. One query, also where two of their tabs race."""
        now = timezone.now()
        row = self.model(article=article, user=user, visit=visit, opened_at=now, seen_at=now)
        return self.bulk_create(
            [row],
            update_conflicts=True,
            unique_fields=["article", "user"],
            update_fields=["seen_at", "visit"],
        )

    def leave(self, article, user, visit):
        """That page was closed; where another page of theirs was noted since, they are still there."""
        return self.filter(article=article, user=user, visit=visit).delete()

    def others(self, article, user):
        """Who else has the article open, whoever came first first."""
        open_now = self.filter(article=article, seen_at__gte=timezone.now() - SILENCE)
        return open_now.exclude(user=user).select_related("user").order_by("opened_at", "pk")

    def forget_silent(self):
        """Remove the rows of pages that were not heard of for a while, of every article."""
        return self.filter(seen_at__lt=timezone.now() - SILENCE).delete()


class Presence(models.Model):
    """Somebody has the form of an article open. A row says nothing any more after ``SILENCE``.

    ``visit`` names the page that was heard of last, out of all that the person may have open.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    visit = models.UUIDField()
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [models.UniqueConstraint(fields=["article", "user"], name="presence_once_per_person")]

    def __str__(self):
        return f"{self.user_id} @ {self.article_id}"
