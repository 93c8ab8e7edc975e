"""Paging by key: every page of a list costs the same, however deep, and a new piece never shifts the others.

The cursor is the key of the row at the edge of the page, as text: ``value~pk``. A damaged cursor raises
``BadCursor``, which becomes a 400 page.
"""

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, date, datetime
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.db.models import Q
from django.db.models.lookups import LessThan, LessThanOrEqual
from django.http import Http404
from django.utils.translation import gettext_lazy as _

PAGE_SIZE = 20
LARGEST_KEY = 10**18


class BadCursor(BadRequest):
    """The reader's address names a place in the list that can't be one."""

    reader_message = _(
        "The address names a place in this list that doesn’t exist. Start again from the newest."
    )


@dataclass(frozen=True)
class KeyedPage:
    """Rows of one page, and query strings: ``older`` and ``newer`` lead on, empty at the ends of the list.

    ``filters`` is the query of the list's start, ``cursor`` that of this page, empty at the start.
    """

    rows: list
    older: str = ""
    newer: str = ""
    filters: str = ""
    cursor: str = ""

    def __iter__(self):
        return iter(self.rows)

    def __len__(self):
        return len(self.rows)


@dataclass(frozen=True)
class Key:
    """What a list is sorted by: a column whose values the cursor carries, then a number that is unique.

    Kinds of values: time, date, number, bytes. Rows that link to the thing listed name its column as ``tie``.
    """

    column: str
    kind: str = "time"
    descending: bool = True
    tie: str = "id"

    def encode(self, row):
        value = getattr(row, self.column)
        if self.kind == "time":
            value = str(int(value.timestamp()) * 1_000_000 + value.microsecond)
        elif self.kind == "bytes":
            value = base64.urlsafe_b64encode(bytes(value)).decode().rstrip("=")
        return f"{value}~{getattr(row, self.tie)}"

    @staticmethod
    def before(moment):
        """The cursor after which a list sorted by time goes on with what is older than this."""
        return f"{int(moment.timestamp()) * 1_000_000 + moment.microsecond}~0"

    def decode(self, cursor):
        value, _separator, pk = cursor.partition("~")
        try:
            return _DECODERS[self.kind](value), _number(pk)
        except (ValueError, OverflowError, binascii.Error, OSError) as error:
            raise BadCursor(cursor[:80]) from error

    def beyond(self, cursor, *, forward):
        """Rows after the cursor in the list's order, or before it."""
        value, pk = self.decode(cursor)
        smaller = self.descending == forward
        edge, inner = ("lte", "lt") if smaller else ("gte", "gt")
        return Q(**{f"{self.column}__{edge}": value}) & (
            Q(**{f"{self.column}__{inner}": value}) | Q(**{f"{self.tie}__{inner}": pk})
        )

    def order(self, *, forward):
        sign = "-" if self.descending == forward else ""
        return [f"{sign}{self.column}", f"{sign}{self.tie}"]


def _number(text):
    number = int(text) if text.isascii() and text.isdigit() else -1
    if not 0 <= number < LARGEST_KEY:
        raise ValueError(text)
    return number


def _time(text):
    seconds, microsecond = divmod(_number(text), 1_000_000)
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=microsecond)


def _bytes(text):
    if not text:
        raise ValueError(text)
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _date(text):
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(text)
    return day


_DECODERS = {"time": _time, "date": _date, "number": _number, "bytes": _bytes}


def page_by_key(queryset, key: Key, parameters, *, size=PAGE_SIZE, keep=None, load=None) -> KeyedPage:
    """One page of the queryset: the first, or the one that ``before=`` or ``after=`` in the query names.

    ``before`` walks down the list, ``after`` walks back up. ``keep`` are the filters that the addresses of
    the neighbouring pages repeat. One query, which reads one row more than shown. A place beyond the end
    of the list raises Http404.

    ``load`` loads the rows found, by ``keys=``: where the database sorts what the filters leave, it then
    computes nothing for the rows that aren't shown. One query more.
    """
    keep = keep or {}
    before, after = parameters.get("before"), parameters.get("after")
    if before and after:
        raise BadCursor("both ways at once")
    forward = not after
    rows = list(keyed(queryset, key, before or after, forward=forward)[: size + 1])
    if not rows and (before or after):
        raise Http404("beyond the end of the list")
    has_more = len(rows) > size
    rows = rows[:size] if forward else rows[:size][::-1]
    if load is not None:
        loaded = {row.pk: row for row in load(keys=[row.pk for row in rows])}
        rows = [loaded[row.pk] for row in rows]
    has_older = has_more if forward else True
    has_newer = bool(before) if forward else has_more
    cursor = {name: value for name, value in (("before", before), ("after", after)) if value}
    return KeyedPage(
        rows=rows,
        older=_query(keep | {"before": key.encode(rows[-1])}) if rows and has_older else "",
        newer=_query(keep | {"after": key.encode(rows[0])}) if rows and has_newer else "",
        filters=_query(keep),
        cursor=_query(keep | cursor) if cursor else "",
    )


def keyed(queryset, key: Key, cursor, *, forward):
    """The rows beyond the cursor, or from the end of the list, in the order of the walk."""
    if cursor:
        queryset = narrowed(queryset, key, cursor, forward=forward).filter(
            key.beyond(cursor, forward=forward)
        )
    return queryset.order_by(*key.order(forward=forward))


def narrowed(queryset, key: Key, cursor, *, forward):
    """The same rows below the cursor, without the bounds of the queryset that the cursor makes needless.

    SQLite walks an index from one upper bound, the first that it is told: “published until now” would make a
    page of ten years ago walk over everything since.
    """
    if key.descending != forward:
        return queryset
    value, _pk = key.decode(cursor)
    queryset = queryset.all()
    where = queryset.query.where
    where.children = [child for child in where.children if not _is_above(child, queryset.query, key, value)]
    return queryset


def _is_above(condition, query, key, value):
    """Whether it is an upper bound on the list's own column that no row up to the value exceeds."""
    if not isinstance(condition, LessThan | LessThanOrEqual):
        return False
    column = getattr(condition.lhs, "target", None)
    if column is None or (column.name, condition.lhs.alias) != (key.column, query.get_initial_alias()):
        return False
    return not hasattr(condition.rhs, "resolve_expression") and condition.rhs > value


def _query(parameters):
    return "?" + urlencode(parameters, safe="~") if parameters else ""
