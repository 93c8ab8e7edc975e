from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max, ProtectedError, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from organizations.models.dated import Dated
from organizations.partnerships.dates import PartialDate
from organizations.partnerships.enums import Evidence, PartnershipKind, PartyRole, Precision, Status
from organizations.partnerships.querysets import PartnershipQuerySet
from portal.bilingual.alternates import InLanguages
from portal.bilingual.clean_columns import CleanColumns
from portal.bilingual.slugs import validate_ascii_slug

#: Addresses under /partnerships/ that lead elsewhere (design §2).
RESERVED_SLUGS = frozenset({"between", "commitments", "network"})


def refuse_reserved_slug(slug):
    if slug in RESERVED_SLUGS:
        raise ValidationError(_("This address is reserved."), code="reserved")


def next_number():
    """One more than the highest number given; none comes back, for no entry is deleted."""
    return (Partnership.objects.aggregate(highest=Max("number"))["highest"] or 0) + 1


def _date_constraint(name):
    return models.CheckConstraint(
        condition=Q(**{f"{name}_on": None, f"{name}_precision": ""})
        | Q(**{f"{name}_on__isnull": False}) & ~Q(**{f"{name}_precision": ""}),
        name=f"partnership_{name}_date_has_precision",
        violation_error_message=_("Give a date and say how precisely it is known, or neither."),
    )


class Partnership(InLanguages, Dated, CleanColumns):
    """An entry of the ledger: a memorandum, an alliance, a meeting, a proposal or a programme."""

    number = models.PositiveIntegerField(_("entry number"), unique=True, default=next_number, editable=False)
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
    last_checked_on = models.DateField(_("last checked"), null=True, blank=True)

    is_demo = models.BooleanField(_("demonstration record"), default=False, editable=False)

    organizations = models.ManyToManyField(
        "organizations.Organization", through="partnerships.Party", related_name="partnerships"
    )

    called_by = "title"

    objects = PartnershipQuerySet.as_manager()

    class Meta:
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
                condition=Q(title_ar__isnull=False) | Q(title_en__isnull=False),
                name="partnership_has_a_title",
                violation_error_message=_("Write a title in at least one language."),
            ),
            *[_date_constraint(name) for name in ("announced", "signed", "held")],
        ]

    def __str__(self):
        return f"{self.number:03d} · {self.title or self.title_ar or self.title_en}"

    def get_absolute_url(self):
        return reverse("partnerships:detail", args=[self.slug])

    def delete(self, *args, **kwargs):
        """Only the demonstration goes; a real entry keeps its number and its place for good."""
        if not self.is_demo:
            raise ProtectedError("An entry of the ledger is never deleted.", {self})
        return super().delete(*args, **kwargs)

    def is_live_in(self, language):
        """Whether readers of this language see the entry: it has a title there, and a source at all."""
        return super().is_live_in(language) and bool(self.sources.all())

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
        return list(self.parties.all())

    @property
    def main_parties(self):
        """Those the entry is between; where there is no party yet, the proposer."""
        mains = [row for row in self.roles_in_order if row.role in {PartyRole.PARTY, PartyRole.LEAD}]
        return mains or [row for row in self.roles_in_order if row.role == PartyRole.PROPOSER]

    @cached_property
    def origin_count(self):
        """How many independent sources confirm the entry; ``for_rows`` loads it with the row."""
        return type(self).objects.for_rows().values_list("origin_count", flat=True).get(pk=self.pk)

    @property
    def evidence(self):
        if not self.origin_count:
            return Evidence.NONE
        return Evidence.ONE_SOURCE if self.origin_count == 1 else Evidence.SEVERAL_SOURCES

    def commitments_by(self, day: date):
        """The commitments, each with what its stated date says on ``day``."""
        for commitment in self.commitments.all():
            commitment.by_stated_date = commitment.by_stated_date_on(day)
            yield commitment
