from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organizations.partnerships.dates import PartialDate
from organizations.partnerships.enums import Precision, Status, UpdateState
from organizations.partnerships.querysets import UpdateQuerySet

from .commitment import Commitment
from .partial_dates import PartialDates
from .partnership import Partnership
from .row import LedgerRow
from .source import Source


class Update(LedgerRow, PartialDates):
    """What a source said later. It needs its date, its source and a note.

    With a new ``status`` it waits until somebody other than who proposed it confirms it; readers see it from
    ``effective_at`` on.
    """

    TEXT = ("note",)

    said_on = models.DateField(_("date"))
    said_precision = models.CharField(
        _("known to the"), max_length=5, choices=Precision, default=Precision.DAY
    )
    source = models.ForeignKey(
        Source, on_delete=models.RESTRICT, related_name="%(class)ss", verbose_name=_("source")
    )
    note = models.TextField(_("what is known since"), blank=True, null=True)
    status = models.CharField(
        _("what the parties say"),
        max_length=10,
        choices=Status,
        blank=True,
        help_text=_("Only where the source says so; somebody else confirms a change."),
    )

    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    effective_at = models.DateTimeField(null=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )
    declined_at = models.DateTimeField(null=True, editable=False)

    objects = UpdateQuerySet.as_manager()

    class Meta(LedgerRow.Meta):
        abstract = True
        ordering = ["said_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(note_ar__isnull=False) | Q(note_en__isnull=False) | Q(redaction__isnull=False),
                name="%(class)s_has_a_note",
                violation_error_message=_("Write a note in at least one language."),
            ),
            models.CheckConstraint(
                condition=Q(effective_at=None) | Q(declined_at=None),
                name="%(class)s_is_not_both_taken_and_declined",
            ),
        ]

    def __str__(self):
        return f"{self.said} · {self.note or self.note_ar or self.note_en}"

    def clean(self):
        super().clean()
        if self.said_on and self.said_on > timezone.localdate():
            raise ValidationError({"said_on": gettext("This day is still to come.")})

    @property
    def said(self):
        return PartialDate.of(self.said_on, self.said_precision)

    @property
    def state(self):
        if self.declined_at:
            return UpdateState.DECLINED
        return UpdateState.EFFECTIVE if self.effective_at else UpdateState.PENDING


class PartnershipUpdate(Update):
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="updates")

    class Meta(Update.Meta):
        verbose_name = _("update of an entry")
        verbose_name_plural = _("updates of entries")

    @property
    def about(self):
        """What the update is about: the entry."""
        return self.partnership


class CommitmentUpdate(Update):
    ENTRY = "commitment__partnership"
    TEXT = ("note", "value")

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="updates")
    value = models.DecimalField(_("value so far"), max_digits=20, decimal_places=4, null=True, blank=True)

    class Meta(Update.Meta):
        verbose_name = _("update of an announced item")
        verbose_name_plural = _("updates of announced items")
        indexes = [
            models.Index(
                fields=["-effective_at", "-id"],
                condition=Q(effective_at__isnull=False, redaction=None),
                name="commitmentupdate_newest",
            ),
        ]

    @property
    def entry(self):
        return self.commitment.partnership

    @property
    def about(self):
        """What the update is about: the announced item."""
        return self.commitment
