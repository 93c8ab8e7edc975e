from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from portal.bilingual.clean_columns import CleanColumns

from .commitment import Commitment
from .partnership import Partnership
from .row import LedgerRow


class Reply(LedgerRow, CleanColumns):
    """That an organisation was asked about an entry or an item, and its answer in full, beside the claim.

    One row says that it was asked; the answer, which may come much later, is another.
    """

    TEXT = ("text",)

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="replies")
    commitment = models.ForeignKey(
        Commitment,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="replies",
        verbose_name=_("announced item"),
        help_text=_("Empty: about the entry as a whole."),
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="replies", verbose_name=_("organisation")
    )
    asked_on = models.DateField(_("asked on"), null=True, blank=True)
    replied_on = models.DateField(_("replied on"), null=True, blank=True)
    text = models.TextField(_("reply in full"), blank=True, null=True)

    class Meta(LedgerRow.Meta):
        ordering = ["pk"]
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_on__isnull=False) | Q(replied_on__isnull=False),
                name="reply_has_a_date",
                violation_error_message=_("Say when the organisation was asked, or when it replied."),
            ),
            models.CheckConstraint(
                condition=Q(replied_on=None, text_ar=None, text_en=None)
                | Q(replied_on__isnull=False)
                & (Q(text_ar__isnull=False) | Q(text_en__isnull=False) | Q(redaction__isnull=False)),
                name="reply_has_a_text_and_its_day",
                violation_error_message=_("A reply needs its text and the day on which it came."),
            ),
        ]

    def __str__(self):
        return f"{self.organization} · {self.replied_on or self.asked_on}"
