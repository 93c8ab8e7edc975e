from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from organizations.partnerships.enums import ByStatedDate, Nature
from organizations.partnerships.querysets import CommitmentQuerySet
from portal.bilingual.clean_columns import CleanColumns

from .partnership import Partnership


class Commitment(CleanColumns):
    """One thing that was announced. What came of it is not told here."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="commitments")
    nature = models.CharField(_("nature"), max_length=20, choices=Nature)
    owners = models.ManyToManyField(
        Organization,
        related_name="commitments",
        blank=True,
        verbose_name=_("who announced to do it"),
        help_text=_("Empty: not named."),
    )
    statement = models.CharField(_("what was announced"), max_length=300, blank=True, null=True)

    target_value = models.DecimalField(_("target"), max_digits=20, decimal_places=4, null=True, blank=True)
    target_is_minimum = models.BooleanField(_("“more than”"), default=False)
    unit = models.CharField(_("unit"), max_length=80, blank=True, null=True)

    due_text = models.CharField(_("date as stated"), max_length=200, blank=True, null=True)
    due_earliest = models.DateField(_("earliest possible day"), null=True, blank=True)
    due_latest = models.DateField(_("latest possible day"), null=True, blank=True)
    due_condition = models.CharField(_("condition"), max_length=200, blank=True, null=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("announced item")
        verbose_name_plural = _("announced items")
        constraints = [
            models.CheckConstraint(
                condition=Q(statement_ar__isnull=False) | Q(statement_en__isnull=False),
                name="commitment_has_a_statement",
                violation_error_message=_("Say in at least one language what was announced."),
            ),
            models.CheckConstraint(
                condition=Q(due_earliest=None) | Q(due_latest=None) | Q(due_earliest__lte=F("due_latest")),
                name="commitment_due_dates_in_order",
                violation_error_message=_("The latest possible day is before the earliest."),
            ),
        ]

    def __str__(self):
        return self.statement or self.statement_ar or self.statement_en

    def by_stated_date_on(self, day: date):
        """What the stated date says on ``day``; it has passed only after its last possible day."""
        if self.due_condition_ar or self.due_condition_en:
            return ByStatedDate.CONDITIONAL
        if self.due_latest is None:
            return ByStatedDate.NO_DATE
        return ByStatedDate.PASSED if day > self.due_latest else ByStatedDate.NOT_YET
