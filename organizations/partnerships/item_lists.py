"""Lists of announced items: the groups by stated date, and what a row says of an item without loading more.

Each group walks an index of its own (``Commitment.Meta``), however many items there are.
"""

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, NullIf

from organizations.models import Organization

from .append_only import AppendOnlyQuerySet
from .enums import SourceKind

UNCONDITIONAL = Q(due_condition_ar__isnull=True, due_condition_en__isnull=True)
CONDITIONAL = Q(due_condition_ar__isnull=False) | Q(due_condition_en__isnull=False)


class ItemLists(AppendOnlyQuerySet):
    def coming(self, day):
        """Items whose last possible day isn't over on ``day``."""
        return self.filter(UNCONDITIONAL, due_latest__gte=day)

    def passed(self, day):
        """Items whose stated date has passed: the last day that it can mean is over."""
        return self.filter(UNCONDITIONAL, due_latest__lt=day)

    def undated(self):
        return self.filter(UNCONDITIONAL, due_latest__isnull=True)

    def conditional(self):
        return self.filter(CONDITIONAL)

    def owned_by(self, organization):
        """Items that the organisation announced to do."""
        owners = self.model.owners.through.objects.filter(organization=organization)
        return self.filter(pk__in=owners.values("commitment"))

    def newest_first(self):
        return self.order_by("-pk")

    def first_rows(self, number):
        """The newest, ready for rows that don't name the owners; found by their keys first. One query."""
        newest = self.newest_first().values("pk")[:number]
        return self.model.objects.filter(pk__in=newest).newest_first().with_standing()

    def with_standing(self):
        """Say with each item how it stands, and load its entry.

        ``counted_value`` is the last count that a source published, ``counted_as_of`` its date;
        ``has_updates`` whether anything later is on the record.
        """
        updates = _effective_updates()
        counted = updates.filter(value__isnull=False).order_by("-said_on", "-pk")
        sources = _supporting_sources()
        origin = Coalesce(NullIf("origin", Value("")), Cast("pk", models.CharField()))
        together = sources.order_by().values("partnership").annotate(number=Count(origin, distinct=True))
        return self.select_related("partnership").annotate(
            origins=Coalesce(Subquery(together.values("number")), 0),
            is_disputed=Exists(sources.filter(is_conflicting=True)),
            has_updates=Exists(updates),
            counted_value=Subquery(counted.values("value")[:1]),
            counted_on=Subquery(counted.values("said_on")[:1]),
            counted_precision=Subquery(counted.values("said_precision")[:1]),
        )

    def for_rows(self):
        """Load what one row of a list shows: the item, its entry, how it stands, who. Two queries."""
        owners = Organization.objects.order_by("pk")
        return self.with_standing().prefetch_related(Prefetch("owners", queryset=owners))


def _effective_updates():
    return _model("CommitmentUpdate").objects.filter(
        commitment=OuterRef("pk"), effective_at__isnull=False, redaction=None
    )


def _supporting_sources():
    """As ``Commitment.evidence`` counts them: those that state what the parties now say of the item."""
    the_item = OuterRef(OuterRef("pk"))
    unchanged = _model("Commitment").objects.filter(pk=the_item, first_status=F("status"))
    updates = _model("CommitmentUpdate").objects.filter(source=OuterRef("pk"), commitment=the_item)
    later = _model("PartnershipUpdate").objects.filter(source=OuterRef("pk"))
    of_entry = Q(for_item_only=False) & ~Exists(later.filter(effective_at__isnull=False))
    stated_first = Exists(unchanged.filter(source=OuterRef("pk"))) | (
        of_entry & Exists(unchanged.filter(source=None))
    )
    states_it_now = Exists(updates.filter(effective_at__isnull=False, status=F("commitment__status")))
    return (
        _model("Source")
        .objects.filter(stated_first | states_it_now, partnership=OuterRef("partnership"), redaction=None)
        .exclude(kind=SourceKind.OPINION_COLUMN)
    )


def _model(name):
    return apps.get_model("partnerships", name)
