from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import ProtectedError, Q, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organizations.models.dated import Dated
from organizations.partnerships.append_only import AppendOnlyError
from organizations.partnerships.dates import PartialDate
from organizations.partnerships.enums import PartnershipKind, PartyRole, Precision, Status
from organizations.partnerships.querysets import PartnershipQuerySet
from organizations.partnerships.standing import Standing
from portal.bilingual.alternates import InLanguages
from portal.bilingual.slugs import validate_ascii_slug

from .numbering import Numbering
from .partial_dates import PartialDates

#: The dates of an entry: each a column ``…_on`` with its ``…_precision``.
DATES = ("announced", "signed", "held")
DAYS = frozenset(f"{name}_on" for name in DATES)

#: Addresses under /partnerships/ that lead elsewhere (design §2).
RESERVED_SLUGS = frozenset({"between", "commitments", "network"})


def refuse_reserved_slug(slug):
    if slug in RESERVED_SLUGS:
        raise ValidationError(_("This address is reserved."), code="reserved")


def _date_constraint(name):
    return models.CheckConstraint(
        condition=Q(**{f"{name}_on": None, f"{name}_precision": ""})
        | Q(**{f"{name}_on__isnull": False}) & ~Q(**{f"{name}_precision": ""}),
        name=f"partnership_{name}_date_has_precision",
        violation_error_message=_("Give a date and say how precisely it is known, or neither."),
    )


class Partnership(InLanguages, Dated, PartialDates):
    """An entry of the ledger: a memorandum, an alliance, a meeting, a proposal or a programme.

    A draft until ``recorded_at``; from then on readers see it and only the verbs of ``ledger`` change it.
    """

    number = models.PositiveIntegerField(_("entry number"), unique=True, editable=False)
    slug = models.SlugField(
        _("address"), max_length=80, unique=True, validators=[validate_ascii_slug, refuse_reserved_slug]
    )
    kind = models.CharField(_("kind"), max_length=12, choices=PartnershipKind)
    status = models.CharField(
        _("what the parties say"),
        max_length=10,
        choices=Status,
        blank=True,
        help_text=_("A meeting has no status."),
    )
    #: What the parties said when the entry was recorded; updates change ``status`` alone.
    first_status = models.CharField(
        pgettext_lazy("of an entry", "first recorded as"),
        max_length=10,
        choices=Status,
        blank=True,
        editable=False,
    )
    title = models.CharField(_("title"), max_length=200, blank=True, null=True)
    summary = models.TextField(_("summary"), blank=True, null=True)
    place = models.CharField(_("place"), max_length=120, blank=True, null=True)
    event = models.CharField(_("event"), max_length=200, blank=True, null=True)

    announced_on = models.DateField(_("announced"), null=True, blank=True)
    announced_precision = models.CharField(_("known to the"), max_length=5, choices=Precision, blank=True)
    signed_on = models.DateField(_("signed"), null=True, blank=True)
    signed_precision = models.CharField(_("known to the"), max_length=5, choices=Precision, blank=True)
    held_on = models.DateField(_("held"), null=True, blank=True)
    held_precision = models.CharField(_("known to the"), max_length=5, choices=Precision, blank=True)
    #: The first day of the earliest of these dates, for timelines; the first of all days where none is known.
    sorted_on = models.DateField(default=date.min, editable=False)
    last_checked_on = models.DateField(_("last checked"), null=True, blank=True, editable=False)

    recorded_at = models.DateTimeField(_("recorded"), null=True, blank=True, editable=False)
    redaction = models.ForeignKey(
        "partnerships.Change", on_delete=models.RESTRICT, null=True, editable=False, related_name="+"
    )
    is_demo = models.BooleanField(_("demonstration record"), default=False, editable=False)

    organizations = models.ManyToManyField(
        "organizations.Organization", through="partnerships.Party", related_name="partnerships"
    )

    called_by = "title"

    #: Translated and plain columns that a redaction empties.
    TEXT = (
        *("title", "summary", "place", "event"),
        *(f"{name}_{part}" for name in DATES for part in ("on", "precision")),
    )
    #: What may change on the record without a verb: it says nothing about the entry.
    UNRECORDED = frozenset({"touched_at"})

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        base_manager_name = "objects"
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=PartnershipKind.MEETING, status="")
                | ~Q(kind=PartnershipKind.MEETING) & ~Q(status=""),
                name="partnership_has_a_status_unless_it_is_a_meeting",
                violation_error_message=_("A meeting has no status; every other entry needs one."),
            ),
            models.CheckConstraint(
                condition=Q(title_ar__isnull=False) | Q(title_en__isnull=False) | Q(redaction__isnull=False),
                name="partnership_has_a_title",
                violation_error_message=_("Write a title in at least one language."),
            ),
            *[_date_constraint(name) for name in DATES],
        ]
        indexes = [
            models.Index(
                fields=["-number", "-id"],
                condition=Q(recorded_at__isnull=False, redaction=None),
                name="partnership_on_record",
            ),
            models.Index(
                fields=["kind", "-number", "-id"],
                condition=Q(recorded_at__isnull=False, redaction=None),
                name="partnership_of_kind",
            ),
            models.Index(
                fields=["status", "-number", "-id"],
                condition=Q(recorded_at__isnull=False, redaction=None),
                name="partnership_at_status",
            ),
            models.Index(
                fields=["-sorted_on", "-id"],
                condition=Q(recorded_at__isnull=False, redaction=None),
                name="partnership_by_date",
            ),
        ]
        permissions = [
            ("record_partnership", _("Can record entries, add to them and correct them")),
            ("propose_update", _("Can propose updates of entries and check entries again")),
            ("confirm_update", _("Can confirm or decline updates that others propose")),
            ("redact_partnership", _("Can redact what stands in the ledger")),
        ]

    def __str__(self):
        title = self.title or self.title_ar or self.title_en or ""
        return f"{self.number:03d} · {title}" if self.number else title

    def save(self, *args, **kwargs):
        """Number a new entry for good; refuse to write over one that is on the record."""
        self._refuse_recorded()
        self.clean_columns()
        self.sorted_on = self.earliest_day
        if self.recorded_at is None or self._state.adding:
            self.first_status = self.status
        with transaction.atomic():
            if self.number is None:
                self.number = Numbering.take()
            elif self._state.adding:
                Numbering.reach(self.number)
            super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("partnerships:detail", args=[self.slug])

    def delete(self, *args, **kwargs):
        """Only a draft and the demonstration go; a real entry keeps its number and its place for good."""
        if QuerySet(type(self)).filter(pk=self.pk, recorded_at__isnull=False, is_demo=False).exists():
            raise ProtectedError("An entry of the ledger is never deleted.", {self})
        return super().delete(*args, **kwargs)

    def is_live_in(self, language):
        """Whether readers of this language see the entry: it is on the record, with a title there."""
        return super().is_live_in(language) and self.recorded_at is not None

    @property
    def is_redacted(self):
        return self.redaction_id is not None

    @property
    def earliest_day(self):
        """The first of the days on which something is known to have happened; else the first of all days."""
        return min(filter(None, (getattr(self, name) for name in DAYS)), default=date.min)

    @property
    def is_dated(self):
        return self.sorted_on > date.min

    @property
    def announced(self):
        return PartialDate.of(self.announced_on, self.announced_precision)

    @property
    def signed(self):
        return PartialDate.of(self.signed_on, self.signed_precision)

    @property
    def held(self):
        return PartialDate.of(self.held_on, self.held_precision)

    @cached_property
    def roles_in_order(self):
        return [row for row in self.parties.all() if row.organization_id]

    @property
    def main_parties(self):
        """Those the entry is between; where there is no party yet, the proposer."""
        mains = [row for row in self.roles_in_order if row.role in {PartyRole.PARTY, PartyRole.LEAD}]
        return mains or [row for row in self.roles_in_order if row.role == PartyRole.PROPOSER]

    @cached_property
    def first_sources(self):
        """The sources that stated the entry when it was recorded, or since; not those of later updates."""
        return [row for row in self.sources.all() if not (row.for_item_only or row.came_with_update)]

    @cached_property
    def standing(self) -> Standing:
        """What the evidence supports and what the stated dates say; ``for_rows`` loads it with the row."""
        is_loaded = "origins" in self.__dict__
        return Standing.of(self if is_loaded else type(self).objects.with_standing().get(pk=self.pk))

    @property
    def evidence(self):
        return self.standing.evidence

    @property
    def by_stated_date(self):
        """``(ByStatedDate, how many items)`` in the order of ``ByStatedDate``, those that occur."""
        return self.standing.by_stated_date

    def commitments_by(self, day: date):
        """The commitments, each with what its stated date says on ``day``."""
        for commitment in self.commitments.all():
            commitment.by_stated_date = commitment.by_stated_date_on(day)
            yield commitment

    def _refuse_recorded(self):
        """Compare with the database: on the record the words of an entry are a verb's to change."""
        columns = [field for field in self._meta.concrete_fields if self._is_guarded(field)]
        names = [field.attname for field in columns]
        stored = QuerySet(type(self)).filter(pk=self.pk, recorded_at__isnull=False) if self.pk else None
        known = stored.values(*names).first() if stored is not None else None
        if known and any(field.to_python(known[field.attname]) != self._own(field) for field in columns):
            raise AppendOnlyError("An entry on the record is changed by the verbs of the ledger alone.")

    def _is_guarded(self, field):
        if field.name == "is_demo" and not self.is_demo:
            return False  # what is no demonstration becomes none; a demonstration may turn real
        return field.name not in self.UNRECORDED and not hasattr(self, f"{field.name}_ar")

    def _own(self, field):
        return field.to_python(getattr(self, field.attname))
