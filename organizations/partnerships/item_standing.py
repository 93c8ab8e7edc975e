"""What the evidence supports of announced items, counted by the database: for pages that load no sources."""

from django.apps import apps
from django.db.models import CharField, Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat, NullIf

from .enums import SourceKind


def item_standing(to: str = "") -> dict:
    """Annotations ``origins`` and ``is_disputed``, from which ``standing.evidence`` says what is supported.

    ``to`` leads to the item from the rows that carry them. They count what ``Commitment.evidence`` counts.
    """
    grouped = _supporting(to).order_by().values("partnership")
    counted = grouped.annotate(number=Count(independent_origin(), distinct=True)).values("number")
    return {
        "origins": Coalesce(Subquery(counted, output_field=IntegerField()), 0),
        "is_disputed": Exists(_about(to).filter(is_conflicting=True)),
    }


def independent_origin():
    """What counts as one source: all that repeat one origin, else each by itself."""
    return Coalesce(NullIf("origin", Value("")), Concat(Value("#"), Cast("pk", CharField())))


def _supporting(to):
    """The sources of what the parties now say of an item: those it came with, and those of its updates."""
    return _sources(
        to, first={"first_status": F("status")}, later={"status": OuterRef(OuterRef(f"{to}status"))}
    )


def _about(to):
    """Every source of an item: one that contradicts states no status."""
    return _sources(to, first={}, later={})


def _sources(to, *, first, later):
    updates = _rows("CommitmentUpdate").filter(
        source=OuterRef("pk"),
        commitment=OuterRef(OuterRef(f"{to}pk")),
        effective_at__isnull=False,
        redaction=None,
        **later,
    )
    items = _rows("Commitment").filter(pk=OuterRef(OuterRef(f"{to}pk")), **first)
    own = items.filter(source=OuterRef("pk"))
    every = items.filter(source=None, partnership=OuterRef("partnership"))
    came_with_it = Exists(own) | Q(Exists(every), for_item_only=False, came_with_update=False)
    # Naming the entry lets the database begin with its few sources.
    of_entry = _rows("Source").filter(partnership=OuterRef(f"{to}partnership"), redaction=None)
    return of_entry.filter(came_with_it | Exists(updates)).exclude(kind=SourceKind.OPINION_COLUMN)


def _rows(name):
    return apps.get_model("partnerships", name)._base_manager.all()
