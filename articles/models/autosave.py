from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .article import Article

#: As long as the browser keeps what it could not save.
LONGEST = timedelta(days=14)


class AutosaveQuerySet(models.QuerySet):
    def of(self, user, article):
        """What ``user`` left of an article without saving it; nobody asks for that of anybody else."""
        return self.filter(article=article, user=user)

    def keep(self, article, language, user, *, visit, started_from, text):
        """Put ``text`` in the place of what was kept before. One query, also where two tabs race."""
        key = {"article": article, "language": language, "user": user}
        kept = {"visit": visit, "started_from": started_from, "text": text, "saved_at": timezone.now()}
        row = self.model(**key, **kept)
        self.bulk_create([row], update_conflicts=True, unique_fields=list(key), update_fields=list(kept))
        return row

    def forget_old(self):
        return self.filter(saved_at__lt=timezone.now() - LONGEST).delete()


class Autosave(models.Model):
    """What somebody has typed into one language of an article and not saved: theirs alone, and no revision.

    It is written over every few seconds and goes when the text is saved. ``text`` holds only the columns that
    differ from the revision ``started_from``; ``visit`` names the opening of the form that it was typed in.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="autosaves")
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    visit = models.UUIDField()
    started_from = models.PositiveIntegerField()
    text = models.JSONField(default=dict)
    saved_at = models.DateTimeField(db_index=True)

    objects = AutosaveQuerySet.as_manager()

    class Meta:
        verbose_name = _("unsaved text")
        verbose_name_plural = _("unsaved texts")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "language", "user"], name="autosave_once_per_text_and_person"
            )
        ]

    def __str__(self):
        return f"{self.article_id} {self.language} {self.user_id}"
