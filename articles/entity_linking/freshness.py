"""Whether the names that a process has compiled are still those of the database."""

from datetime import timedelta
from typing import NamedTuple

from django.db.models import Count, DateTimeField, Max, QuerySet, Value
from django.utils import timezone

from organizations.models import Alias, Organization, Person, PersonAlias, Position, WordFamily
from organizations.partnerships.models import Partnership, PartnershipAlias, Party

#: Longer than any transaction that changes a name takes.
UNSETTLED = timedelta(minutes=1)

DATED = (Organization, Alias, Person, PersonAlias, Position, Partnership, PartnershipAlias, WordFamily)
#: Of these it counts whether a row is there.
UNDATED = (Party,)


class Version(NamedTuple):
    """What tells one state of the directory from another.

    A row that is added, changed with ``save`` or deleted changes the numbers or the newest time of its table,
    whichever process did it. One transaction may have taken its time before another and end after it: so
    what was read while the newest change was fresh is read once more when it no longer is.
    """

    tables: tuple
    is_settled: bool


def version() -> Version:
    """The state of the directory now. One query, along nine tables of names."""
    first, *others = [_numbers(model) for model in (*DATED, *UNDATED)]
    tables = tuple(sorted(first.union(*others, all=True)))
    newest = max((touched for *_numbers, touched in tables if touched), default=None)
    return Version(tables, newest is None or timezone.now() - newest > UNSETTLED)


def _numbers(model):
    touched = Max("touched_at") if model in DATED else Value(None, DateTimeField())
    # A plain queryset: modeltranslation's orders the columns anew, and a union goes by order.
    rows = QuerySet(model).order_by().annotate(table=Value(model._meta.label)).values("table")
    return rows.annotate(count=Count("pk"), last=Max("pk"), touched=touched).values_list(
        "table", "count", "last", "touched"
    )
