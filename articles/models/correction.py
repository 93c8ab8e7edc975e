from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.correction_querysets import OPEN, CorrectionQuerySet
from articles.enums import CorrectionKind, OtherEdition

from .article import Article
from .revision import Revision

ANSWERED = Q(other_edition__in=(OtherEdition.SAME, OtherEdition.NOT_AFFECTED))
LONGEST_TEXT = 600


class Correction(models.Model):
    """A dated public record about one edition of an article. It is inserted once; its words never change.

    ``revision`` is what was published with it, nothing where the text stayed as it was. ``other_edition`` is
    what the edition in the other language says to it; ``twin`` is the correction of that one where it says
    the same. ``shown_at`` is a copy of ``at`` while readers see this edition, otherwise NULL: so the public
    log is one walk along an index. Only ``correcting`` and ``live_text`` write rows.
    """

    article = models.ForeignKey(
        Article, on_delete=models.CASCADE, related_name="corrections", verbose_name=_("article")
    )
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    kind = models.CharField(_("kind"), max_length=13, choices=CorrectionKind)
    text = models.CharField(_("text for readers"), max_length=LONGEST_TEXT)
    at = models.DateTimeField(_("at"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    revision = models.ForeignKey(
        Revision, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("revision")
    )
    shown_at = models.DateTimeField(null=True, editable=False)

    other_edition = models.CharField(
        _("the other edition"), max_length=12, choices=OtherEdition, default=OtherEdition.NOT_ASKED
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    twin = models.ForeignKey(
        "self",
        on_delete=models.RESTRICT,
        null=True,
        related_name="+",
        verbose_name=_("correction of the other edition"),
    )

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        indexes = [
            models.Index(
                fields=["language", "-shown_at", "-id"],
                name="correction_log",
                condition=Q(shown_at__isnull=False),
            ),
            models.Index(
                fields=["-at", "-id", "language", "article"], name="correction_open", condition=OPEN
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),  # not translated: Correction.text
                name="correction_says_something",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=False) & ANSWERED | Q(answered_at__isnull=True) & ~ANSWERED,
                name="answer_to_a_correction_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(other_edition=OtherEdition.NOT_AFFECTED) | ~Q(reason=""),
                name="edition_is_not_affected_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(other_edition=OtherEdition.SAME) | Q(twin__isnull=False),
                name="same_correction_names_its_twin",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} · {self.article_id} {self.language}"

    @property
    def anchor(self):
        """What names it on the pages that show it."""
        return f"correction-{self.pk}"
