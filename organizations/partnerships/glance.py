"""The ledger at a glance, for the front page: its size, its newest entries, and one of them item by item."""

from dataclasses import dataclass, field

from django.db.models import Count, F, Func, IntegerField, Subquery

from portal.prepared import prepared

from .models import Commitment, Partnership, Party
from .network import Glimpse, glimpse

LATEST = 4
#: The entry shown item by item, and the drawing of who works with whom, are of so many newest entries.
RECENT = 8
ITEMS = 6
TOTALS = ("total_entries", "total_items", "total_organizations")


@dataclass
class Ledger:
    """``totals`` say how much readers of a language see: entries, items, organisations."""

    latest: list = field(default_factory=list)
    totals: dict = field(default_factory=dict)
    items: list = field(default_factory=list)
    has_more_items: bool = False
    glimpse: Glimpse | None = None

    @property
    def entries(self):
        """The entries on the page, each once."""
        return list(dict.fromkeys([*self.latest, *(item.partnership for item in self.items)]))


def ledger_at_a_glance(language: str) -> Ledger:
    """Three queries, however large the ledger is."""
    newest = _newest(language)
    if not newest:
        return Ledger()
    items = _items(language, entries=[entry.pk for entry in newest])
    return Ledger(
        latest=newest[:LATEST],
        totals={name: getattr(newest[0], name) for name in TOTALS},
        items=items[:ITEMS],
        has_more_items=len(items) > ITEMS,
        glimpse=glimpse(newest, language),
    )


@prepared
def _newest(language):
    """With each of them the totals: one query less."""
    entries = Partnership.objects.public(language)
    roles = Party.objects.public(language).filter(organization__merged_into=None)
    totals = (
        _number(entries),
        _number(Commitment.objects.public(language)),
        _number(roles, "organization", template="COUNT(DISTINCT %(expressions)s)"),
    )
    newest = entries.newest_first().for_rows()
    return newest.annotate(**dict(zip(TOTALS, totals, strict=True)))[:RECENT]


def _number(rows, column="pk", **more):
    # Django's Count would group by the row around it.
    counted = rows.order_by().annotate(found=Func(F(column), function="COUNT", **more)).values("found")
    return Subquery(counted, output_field=IntegerField())


@prepared
def _items(language, *, entries):
    """The first items of that one of these entries which has most."""
    items = Commitment.objects.public(language).filter(partnership__in=entries)
    counted = items.order_by().values("partnership").annotate(found=Count("pk"))
    longest = counted.order_by("-found", "-partnership").values("partnership")[:1]
    return items.filter(partnership=Subquery(longest)).order_by("number").with_standing()[: ITEMS + 1]
