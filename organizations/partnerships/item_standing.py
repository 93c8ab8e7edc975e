"""What the evidence supports of announced items, counted by the database: for pages that load no sources."""

from django.apps import apps
from django.db.models import CharField, Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, NullIf

from .enums import SourceKind


def item_standing(to: str = "") -> dict:
    """Annotations ``origins`` and ``is_disputed``, from which ``standing.evidence`` says what is supported.

    ``to`` leads to the item from the rows that carry them. They count what ``Commitment.evidence`` counts.
    """
    sources = _supporting(to)
    origin = Coalesce(NullIf("origin", Value("")), Cast("pk", CharField()))
    grouped = sources.order_by().values("partnership").annotate(number=Count(origin, distinct=True))
    return {
        "origins": Coalesce(Subquery(grouped.values("number"), output_field=IntegerField()), 0),
        "is_disputed": Exists(sources.filter(is_conflicting=True)),
    }


def _supporting(to):
    """The sources of what the parties now say of an item: those it came with, and those of its updates."""
    updates = _rows("CommitmentUpdate").filter(
        source=OuterRef("pk"),
        commitment=OuterRef(OuterRef(f"{to}pk")),
        status=OuterRef(OuterRef(f"{to}status")),
        effective_at__isnull=False,
        redaction=None,
    )
    items = _rows("Commitment").filter(pk=OuterRef(OuterRef(f"{to}pk")), first_status=F("status"))
    own = items.filter(source=OuterRef("pk"))
    every = items.filter(source=None, partnership=OuterRef("partnership"))
    came_with_it = Exists(own) | Q(Exists(every), for_item_only=False, came_with_update=False)
    return (
        _rows("Source")
        .filter(came_with_it | Exists(updates), redaction=None)
        .exclude(kind=SourceKind.OPINION_COLUMN)
    )


def _rows(name):
    return apps.get_model("partnerships", name)._base_manager.all()
