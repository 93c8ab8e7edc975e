"""The ledger at a glance, for the front page: its size, its newest entries, and one of them item by item."""

from dataclasses import dataclass, field

from django.db.models import Count, F, Func, IntegerField, Subquery

from .models import Commitment, Partnership, Party
from .network import Glimpse, glimpse

LATEST = 4
#: The entry shown item by item, and the drawing of who works with whom, are of so many newest entries.
RECENT = 8
ITEMS = 6


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
    entries = Partnership.objects.public(language)
    newest = list(entries.newest_first().for_rows().annotate(**_totals(entries, language))[:RECENT])
    if not newest:
        return Ledger()
    items = list(_items(newest, language)[: ITEMS + 1])
    return Ledger(
        latest=newest[:LATEST],
        totals={name: getattr(newest[0], name) for name in _totals(entries, language)},
        items=items[:ITEMS],
        has_more_items=len(items) > ITEMS,
        glimpse=glimpse(newest, language),
    )


def _totals(entries, language):
    """Counted beside the newest entries: one query less."""
    roles = Party.objects.public(language).filter(organization__merged_into=None)
    return {
        "total_entries": _number(entries),
        "total_items": _number(Commitment.objects.public(language)),
        "total_organizations": _number(roles, "organization", template="COUNT(DISTINCT %(expressions)s)"),
    }


def _number(rows, column="pk", **more):
    # Django's Count would group by the row around it.
    counted = rows.order_by().annotate(found=Func(F(column), function="COUNT", **more)).values("found")
    return Subquery(counted, output_field=IntegerField())


def _items(newest, language):
    """The items of that one of these entries which has most, in their order."""
    items = Commitment.objects.public(language).filter(partnership__in=[entry.pk for entry in newest])
    counted = items.order_by().values("partnership").annotate(found=Count("pk"))
    longest = counted.order_by("-found", "-partnership").values("partnership")[:1]
    return items.filter(partnership=Subquery(longest)).order_by("number").with_standing()
