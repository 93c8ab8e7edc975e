"""A search in the database: the newest matches are found, read and ranked."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from django.db.models import Q
from django.utils import timezone

from portal.index import row_keys
from portal.index.documents import Kind
from portal.index.found import MOST_RANKED, Found, Hit
from portal.index.limits import time_limit
from portal.index.looking_for import Branch, Every, Some, as_typed, branches_of
from portal.index.models import DocumentRow
from portal.index.queries import Order, Query
from portal.index.ranking import Row, scorer, things_named

from .tables import Tables, Window

#: Of what has no day, unless nothing else is asked for: the other places are for what was published.
MOST_WITHOUT_DAY = 250
#: For a phrase so many times as many are read as can be ranked: having its words is not enough.
READS_FOR_PHRASE = 5
_KINDS = {kind.value: kind for kind in Kind}
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def find(tables: Tables, query: Query) -> Found:
    branches = branches_of(query)
    if not branches:
        return Found()
    with time_limit() as keep_to_it:
        search = _Search(tables, query, keep_to_it)
        for branch in branches:
            search.look_for(branch)
        return search.found(branches)


class _Search:
    """The rows that the branches of one query find, which may be the same ones."""

    def __init__(self, tables: Tables, query: Query, keep_to_it):
        self._tables, self._query, self._keep_to_it = tables, query, keep_to_it
        self._now = timezone.now()
        self._named = _keys_of_things_named(query)
        self._rows: dict[int, Row] = {}
        self._is_complete = True

    def look_for(self, branch: Branch) -> None:
        self._read_named(branch)
        filters, places = self._query.filters, MOST_RANKED
        if filters.since is None and filters.until is None:
            places -= self._walk(branch, self._window(0, row_keys.FIRST_DATED - 1), self._most_without_day())
        self._walk(branch, self._window(*self._days()), places)

    def found(self, branches: Iterable[Branch]) -> Found:
        rows = self._visible()
        if self._query.order is Order.NEWEST:
            return self._told(sorted(rows, key=_by_time, reverse=True), {})
        score = scorer(self._query, self._as_typed(rows, branches))
        scores = {row.id: score(row) for row in rows}
        return self._told(sorted(rows, key=lambda row: (scores[row.id], row.id), reverse=True), scores)

    def _told(self, rows, scores):
        """A thing that was found as it is and as a draft is told of once."""
        once = {}
        for row in rows:
            once.setdefault((row.kind, row.thing), row)
        hits = tuple(_hit(row, scores.get(row.id, 0.0)) for row in once.values())
        return Found(hits[:MOST_RANKED], self._is_complete and len(hits) <= MOST_RANKED)

    def _read_named(self, branch):
        if self._named:
            self._read(branch, self._tables.among(branch.part, self._query.language, self._named))

    def _walk(self, branch, window, places):
        """Note the newest rows in a window; return how many."""
        number = 0
        for _ in range(READS_FOR_PHRASE if branch.phrases or branch.without else 1):
            keys = self._tables.newest(branch.part, window, places + 1)
            number += self._read(branch, keys)
            if len(keys) <= places or number > places:
                break
            window = replace(window, last=keys[-1] - 1)
        self._is_complete = self._is_complete and len(keys) <= places and number <= places
        return min(number, places)

    def _read(self, branch, keys):
        """Note the rows that hold the phrases, too; there may be more than can be ranked."""
        self._keep_to_it()
        rows = self._tables.rows(keys, branch) if keys else []
        self._rows |= {row.id: row for row in rows}
        return len(rows)

    def _visible(self):
        """No more than can be ranked; where branches found more together, the newest."""
        rows = [self._rows[key] for key in sorted(self._rows, reverse=True)]
        if not self._query.includes_drafts:
            rows = [row for row in rows if row.published_at is None or row.published_at <= self._now]
        without_day = [row for row in rows if row.id < row_keys.FIRST_DATED]
        dated = rows[: len(rows) - len(without_day)]
        without_day = self._named_and_newest(without_day, self._most_without_day())
        return self._named_and_newest(dated, MOST_RANKED - len(without_day)) + without_day

    def _named_and_newest(self, rows, places):
        self._is_complete = self._is_complete and len(rows) <= places
        return rows[: max(places, 0)] + [row for row in rows[max(places, 0) :] if row.id in self._named]

    def _as_typed(self, rows, branches):
        wanted = as_typed(self._query)
        dated = [row.id for row in rows if row.id >= row_keys.FIRST_DATED]
        if wanted is None or not dated:
            return set()
        part = Every((wanted, Some(tuple(branch.part for branch in branches))))
        return set(self._tables.newest(part, self._window(min(dated), max(dated)), MOST_RANKED))

    def _window(self, first, last):
        return Window(self._query.language, first, last, self._query.includes_drafts)

    def _days(self):
        filters = self._query.filters
        first, last = row_keys.FIRST_DATED, row_keys.LAST
        if not self._query.includes_drafts:
            last = row_keys.last_key_at(self._now)
        if filters.since is not None:
            first = row_keys.first_key_of(filters.since)
        if filters.until is not None:
            last = min(last, row_keys.last_key_until(filters.until))
        return first, last

    def _most_without_day(self):
        of_kind = self._query.filters.kind in {Kind.ORGANIZATION, Kind.PERSON}
        return MOST_RANKED if of_kind or self._query.includes_drafts else MOST_WITHOUT_DAY


def _keys_of_things_named(query):
    """What is asked for by name is ranked, however many newer documents speak of it."""
    named = things_named(query.root)
    if not named:
        return []
    is_named = Q(*(Q(kind=kind, thing=pk) for kind, pk in sorted(named)), _connector=Q.OR)
    rows = DocumentRow.objects.filter(is_named, language=query.language)
    if not query.includes_drafts:
        rows = rows.filter(is_public=True)
    return list(rows.values_list("pk", flat=True))


def _by_time(row):
    return row.published_at or _LONG_AGO, row.id


def _hit(row, score):
    organizations = tuple(map(int, row.organizations.split()))
    return Hit(_KINDS[row.kind], row.thing, row.published_at, row.topic, organizations, score)
