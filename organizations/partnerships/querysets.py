"""What of the ledger is public, and what a page loads of it."""

from datetime import date, timedelta

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, NullIf

from organizations.models import Organization

from .enums import SourceKind, Status
from .network import neighbourhood

#: After this an entry that states no date should be looked at again.
UNCHECKED_FOR = timedelta(days=365)


def origin_count(partnership):
    """How many independent sources confirm an entry, as an expression for ``annotate``.

    Repeats of one origin count once; an opinion column confirms nothing (design guarantee 13).
    """
    sources = apps.get_model("partnerships", "Source").objects
    origin = Coalesce(NullIf("origin", Value("")), Cast("pk", models.CharField()))
    counted = (
        sources.filter(partnership=partnership)
        .exclude(kind=SourceKind.OPINION_COLUMN)
        .order_by()
        .values("partnership")
        .annotate(origins=Count(origin, distinct=True))
        .values("origins")
    )
    return Coalesce(Subquery(counted), 0)


def _is_public(language, to=""):
    """The conditions of a public entry; ``to`` leads there from a row that belongs to one."""
    sources = apps.get_model("partnerships", "Source").objects.filter(partnership=OuterRef(f"{to}pk"))
    return Q(Exists(sources), **{f"{to}title_{language}__isnull": False})


class PartnershipQuerySet(models.QuerySet):
    def public(self, language):
        """Entries that have a source and a title in this language; the rest only editors see."""
        return self.filter(_is_public(language))

    def matching(self, *, kind=None, status=None, organization=None, year=None):
        """The filters of the ledger's address; each narrows, those not given don't."""
        found = self
        if kind:
            found = found.filter(kind=kind)
        if status:
            found = found.filter(status=status)
        if organization:
            found = found.of(organization)
        if year:
            found = found.in_year(year)
        return found

    def of(self, organization):
        """Entries in which the organisation has any role."""
        roles = self._related("parties").objects.filter(partnership=OuterRef("pk"), organization=organization)
        return self.filter(Exists(roles))

    def in_year(self, year):
        """Entries announced, signed or held in that year."""
        within = (date(year, 1, 1), date(year, 12, 31))
        return self.filter(
            Q(announced_on__range=within) | Q(signed_on__range=within) | Q(held_on__range=within)
        )

    def newest_first(self):
        return self.order_by("-number")

    def totals(self):
        """How many of these entries stand at each status, and how many items they announced. One query.

        Returns ``{"entries": n, "commitments": n, "statuses": [(label, value, n), …]}`` in the order of
        ``Status``; a meeting counts as an entry and has no status.
        """
        counted = {"number": Count("pk", distinct=True), "items": Count("commitments")}
        rows = list(self.order_by().values("status").annotate(**counted))
        numbers = {row["status"]: row["number"] for row in rows}
        return {
            "entries": sum(numbers.values()),
            "commitments": sum(row["items"] for row in rows),
            "statuses": [(s.label, s.value, numbers[s.value]) for s in Status if s.value in numbers],
        }

    def for_rows(self):
        """Load what one row of a list shows: the entry, who takes part, what supports it. Two queries."""
        return self.annotate(origin_count=origin_count(OuterRef("pk"))).prefetch_related(
            Prefetch("parties", queryset=self._related("parties").objects.select_related("organization"))
        )

    def for_page(self):
        """Load everything that the page of an entry shows. Six queries."""
        signatories = self._related("signatories").objects.select_related("person", "organization")
        return self.for_rows().prefetch_related(
            "sources",
            Prefetch("signatories", queryset=signatories),
            Prefetch("commitments__owners", queryset=Organization.objects.order_by("pk")),
        )

    def _related(self, name):
        return self.model._meta.get_field(name).related_model


class CommitmentQuerySet(models.QuerySet):
    def to_check(self, day):
        """What somebody should look at again on ``day``, the longest past its stated date first.

        Its stated date has passed and the entry was not checked since; or it states none, and the entry was
        not checked for a year. What is conditional waits for its condition.
        """
        checked = "partnership__last_checked_on"
        never = Q(**{f"{checked}__isnull": True})
        passed = Q(due_latest__lt=day) & (never | Q(**{f"{checked}__lte": F("due_latest")}))
        undated = Q(due_latest__isnull=True) & (never | Q(**{f"{checked}__lt": day - UNCHECKED_FOR}))
        unconditional = self.filter(due_condition_ar__isnull=True, due_condition_en__isnull=True)
        return unconditional.filter(passed | undated).order_by(F("due_latest").asc(nulls_last=True), "pk")


class PartyQuerySet(models.QuerySet):
    def entries(self, language):
        """The public entries in which these roles are held."""
        entries = self.model._meta.get_field("partnership").related_model.objects
        return entries.public(language).filter(pk__in=self.order_by().values("partnership"))

    def public(self, language):
        """Roles of organisations with a name in this language, in entries that its readers see."""
        named = Q(**{f"organization__name_{language}__isnull": False})
        return self.filter(named, _is_public(language, to="partnership__"))

    def neighbourhood(self, organization, language):
        """An organisation, whose roles these are, and those it stands in entries with. Two queries."""
        entries = self.order_by().values("partnership")
        roles = self.model.objects.public(language).filter(partnership__in=entries)
        return neighbourhood(organization, roles, language)


class SignatoryQuerySet(models.QuerySet):
    def public(self, language):
        """Signatures under entries that readers see, each with its entry and for whom it was given."""
        public = self.filter(_is_public(language, to="partnership__"))
        return public.select_related("partnership", "organization")
