from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from organizations.partnerships.dates import PartialDate
from organizations.partnerships.enums import ByStatedDate, Nature, Status
from organizations.partnerships.item_lists import CONDITIONAL, UNCONDITIONAL
from organizations.partnerships.querysets import CommitmentQuerySet
from organizations.partnerships.standing import evidence, evidence_of
from portal.bilingual.clean_columns import CleanColumns
from portal.bilingual.languages import LANGUAGES

from .append_only import AppendOnly
from .partnership import Partnership
from .row import LedgerRow
from .source import Source


class Commitment(LedgerRow, CleanColumns):
    """One thing that was announced, as it was first stated. What is known since stands in its updates.

    ``number`` counts the items of an entry and stays with the item for good.
    """

    TEXT = ("statement", "unit", "due_text", "due_condition", "target_value", "due_earliest", "due_latest")

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="commitments")
    #: What an announcement says; a later one that replaces it says something else.
    SAYS = (
        *("nature", "target_value", "target_is_minimum", "due_earliest", "due_latest"),
        *(
            f"{name}_{language}"
            for name in ("statement", "unit", "due_text", "due_condition")
            for language in LANGUAGES
        ),
    )

    number = models.PositiveSmallIntegerField(_("number"), editable=False)
    nature = models.CharField(_("nature"), max_length=20, choices=Nature)
    owners = models.ManyToManyField(
        Organization,
        through="partnerships.Owner",
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

    status = models.CharField(
        _("what the parties say"), max_length=10, choices=Status, default=Status.ANNOUNCED, editable=False
    )
    first_status = models.CharField(max_length=10, choices=Status, default=Status.ANNOUNCED, editable=False)
    source = models.ForeignKey(
        Source,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="commitments",
        verbose_name=_("source"),
        help_text=_("Empty: every source of the entry states it."),
    )
    last_checked_on = models.DateField(_("last checked"), null=True, blank=True, editable=False)
    supersedes = models.OneToOneField(
        "self",
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        editable=False,
        related_name="superseded_by",
        verbose_name=_("replaces the item"),
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta(LedgerRow.Meta):
        ordering = ["number"]
        verbose_name = _("announced item")
        verbose_name_plural = _("announced items")
        constraints = [
            models.CheckConstraint(
                condition=Q(statement_ar__isnull=False)
                | Q(statement_en__isnull=False)
                | Q(redaction__isnull=False),
                name="commitment_has_a_statement",
                violation_error_message=_("Say in at least one language what was announced."),
            ),
            models.UniqueConstraint(fields=["partnership", "number"], name="commitment_number_once"),
            models.CheckConstraint(
                condition=Q(due_earliest=None) | Q(due_latest=None) | Q(due_earliest__lte=F("due_latest")),
                name="commitment_due_dates_in_order",
                violation_error_message=_("The latest possible day is before the earliest."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_latest", "id"],
                condition=Q(redaction=None) & UNCONDITIONAL,
                name="commitment_by_date",
            ),
            models.Index(
                fields=["-id"],
                condition=Q(redaction=None, due_latest=None) & UNCONDITIONAL,
                name="commitment_undated",
            ),
            models.Index(
                fields=["-id"], condition=Q(redaction=None) & CONDITIONAL, name="commitment_conditional"
            ),
            # Of the unique index SQLite's planner thinks little: it is nearly all NULL.
            models.Index(
                fields=["supersedes"],
                condition=Q(supersedes__isnull=False),
                name="commitment_replacing",
            ),
        ]

    def __str__(self):
        return self.statement or self.statement_ar or self.statement_en or ""

    def save(self, *args, **kwargs):
        if self.number is None:
            self.number = Commitment.objects.filter(partnership=self.partnership_id).next_number()
        if self._state.adding:
            self.first_status = self.status
        super().save(*args, **kwargs)

    @property
    def code(self):
        """How the item is called everywhere, such as 002-3: the third item of entry 002."""
        return f"{self.partnership.number:03d}-{self.number}"

    @property
    def is_current(self):
        """Whether it still stands: neither redacted nor replaced by a later announcement."""
        return not self.is_redacted and not hasattr(self, "superseded_by")

    @property
    def states_a_date(self):
        """Whether it was announced with a date in words, from which no day may follow."""
        return bool(self.due_text_ar or self.due_text_en)

    @property
    def shows_its_target(self):
        """Whether its target reads as a figure; exactly one is said by its unit alone."""
        return self.target_value is not None and (self.target_value != 1 or self.target_is_minimum)

    @property
    def counts_something(self):
        """Whether its target is one that a published count can come near to, step by step."""
        return self.target_value is not None and (self.target_value > 1 or self.target_is_minimum)

    def by_stated_date_on(self, day: date):
        """What the stated date says on ``day``; it has passed only after its last possible day."""
        if self.due_condition_ar or self.due_condition_en:
            return ByStatedDate.CONDITIONAL
        if self.due_latest is None:
            return ByStatedDate.NO_DATE
        return ByStatedDate.PASSED if day > self.due_latest else ByStatedDate.NOT_YET

    @cached_property
    def by_stated_date(self):
        """What the stated date says today."""
        return self.by_stated_date_on(timezone.localdate())

    @cached_property
    def effective_updates(self):
        """Its updates that readers see, in the order of what they tell; redacted ones keep their place."""
        return [update for update in self.updates.all() if update.effective_at]

    @property
    def value_so_far(self):
        """The update with the last count that a source gave, or None where none was published."""
        counted = [update for update in self.effective_updates if update.value is not None]
        return counted[-1] if counted else None

    @property
    def counted_as_of(self):
        """The date of the last published count, of an item loaded with ``with_standing``."""
        return PartialDate.of(self.counted_on, self.counted_precision)

    @property
    def counted_share(self):
        """The last published count in hundredths of the target, of an item loaded with ``with_standing``."""
        if self.counted_value is None or not self.target_value:
            return None
        return int(min(100, 100 * self.counted_value / self.target_value))

    @property
    def evidence(self):
        """What the evidence supports of what the parties now say of this item."""
        if "origins" in self.__dict__:  # counted by ``with_standing``
            return evidence(self.origins, is_disputed=self.is_disputed)
        return evidence_of(self._supporting_sources(), among=self._sources())

    def _supporting_sources(self):
        stating = [update.source for update in self.effective_updates if self._states_status(update)]
        return stating if self.status != self.first_status else [*self._first_sources(), *stating]

    def _sources(self):
        later = [update.source for update in self.effective_updates if not update.is_redacted]
        return [*self._first_sources(), *later]

    def _first_sources(self):
        return [self.source] if self.source else self.partnership.first_sources

    def _states_status(self, update):
        return update.status == self.status and not update.is_redacted


class Owner(AppendOnly):
    """Who announced to do it; without one the item names nobody."""

    ENTRY = "commitment__partnership"

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="owner_rows")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="owned_rows")

    class Meta(AppendOnly.Meta):
        db_table = "partnerships_commitment_owners"
        unique_together = [("commitment", "organization")]
        verbose_name = _("who announced to do it")
        verbose_name_plural = _("who announced to do it")

    def __str__(self):
        return str(self.organization)

    @property
    def entry(self):
        return self.commitment.partnership
