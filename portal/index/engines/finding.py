"""A search in the database: the newest matches are found, read and ranked."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property

from django.db.models import Q
from django.utils import timezone

from portal.index import row_keys
from portal.index.documents import Kind
from portal.index.found import MOST_RANKED, Count, Found, Hit
from portal.index.limits import time_limit
from portal.index.looking_for import Branch, Every, Some, as_typed, branches_of
from portal.index.models import DocumentRow
from portal.index.queries import Order, Query
from portal.index.ranking import Row, scorer, things_named

from .tables import Tables, Window

#: Of what has no day, unless nothing else is asked for: the other places are for what was published.
MOST_WITHOUT_DAY = 250
#: For a phrase so many times as many are looked at as can be ranked: having its words is not enough.
READS_FOR_PHRASE = 5
_WITHOUT_DAY = 0, row_keys.FIRST_DATED - 1
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


def count(tables: Tables, query: Query) -> Count:
    """Rows are read only where keys don't tell: phrases stand in rows, and two branches may find the same."""
    branches = branches_of(query)
    if len(branches) == 1 and not _asks_for_sequences(branches[0]) and not query.includes_drafts:
        with time_limit() as keep_to_it:
            return Count(*_Search(tables, query, keep_to_it).number(branches[0]))
    found = find(tables, replace(query, order=Order.NEWEST))
    return Count(len(found), found.is_complete)


class _Search:
    """The rows that the branches of one query find, which may be the same ones."""

    def __init__(self, tables: Tables, query: Query, keep_to_it):
        self._tables, self._query, self._keep_to_it = tables, query, keep_to_it
        self._now = timezone.now()
        self._rows: dict[int, Row] = {}
        self._is_complete = True
        self._looked_in = 0

    def look_for(self, branch: Branch) -> None:
        if _asks_for_sequences(branch):
            is_complete = self._walk_places(branch)
        else:
            rows, is_complete = self._newest(self._tables.newest_rows, branch, _key)
            self._rows |= {row.id: row for row in rows}
        if not is_complete:
            self._is_complete = False
            self._read_named(branch)

    def number(self, branch: Branch) -> tuple[int, bool]:
        """How many matches a branch without sequences has, as ``_newest``."""
        keys, is_complete = self._newest(self._tables.newest, branch, int)
        return len(keys), is_complete

    def _newest(self, read, branch, key_of):
        """What ``read`` gives of the newest matches of a branch without sequences, and whether these are all.

        Newer matches leave room for things without a day, which have no place among days.
        """
        windows, most = [(self._window(*self._days()), MOST_RANKED + 1)], self._most_without_day()
        if not self._is_within_days():
            windows.append((self._window(*_WITHOUT_DAY), most + 1))
        found = read(branch.part, windows)
        self._keep_to_it()
        dated = [one for one in found if key_of(one) >= row_keys.FIRST_DATED]
        without_day = found[len(dated) :]
        places = MOST_RANKED - min(len(without_day), most)
        is_complete = len(dated) <= places and len(without_day) <= most
        return dated[:places] + without_day[:most], is_complete

    def found(self, branches: Iterable[Branch]) -> Found:
        rows = self._visible()
        if self._query.order is Order.NEWEST:
            return self._told(sorted(rows, key=_by_time, reverse=True), {})
        score = scorer(self._query, self._as_typed(rows, branches))
        scores = {}
        for row in rows:
            scores[row.id] = score(row)
            self._keep_to_it()
        return self._told(sorted(rows, key=lambda row: (scores[row.id], row.id), reverse=True), scores)

    def _told(self, rows, scores):
        """A thing that was found as it is and as a draft is told of once."""
        once = {}
        for row in rows:
            once.setdefault((row.kind, row.thing), row)
        hits = tuple(_hit(row, scores.get(row.id, 0.0)) for row in once.values())
        looked_in = self._looked_in if len(hits) < MOST_RANKED else 0
        return Found(hits[:MOST_RANKED], self._is_complete and len(hits) <= MOST_RANKED, looked_in)

    @cached_property
    def _named(self):
        """What is asked for by name is ranked, however many newer documents speak of it."""
        return _keys_of_things_named(self._query)

    def _read_named(self, branch):
        if self._named:
            self._read(self._tables.among(branch.part, self._query.language, self._named), branch)

    def _walk_places(self, branch):
        """Note the newest rows that hold the sequences; return whether these are all."""
        number, is_complete = 0, True
        if not self._is_within_days():
            number, is_complete = self._walk(branch, self._window(*_WITHOUT_DAY), self._most_without_day())
        _number, is_rest = self._walk(branch, self._window(*self._days()), MOST_RANKED - number)
        return is_complete and is_rest

    def _walk(self, branch, window, places):
        """Note the newest rows in a window; return how many, and whether these are all."""
        found = []
        for reads in (1, READS_FOR_PHRASE - 1):
            most = reads * (places + 1)
            keys, number, last = self._tables.holding(branch, window, most)
            self._keep_to_it()
            found += keys
            if number < most or len(found) > places:
                break
            window = replace(window, last=last - 1)
        if number == most and len(found) <= places:
            self._looked_in = max(self._looked_in, READS_FOR_PHRASE * places)
        self._read(found[: places + 1])
        return min(len(found), places), number < most and len(found) <= places

    def _read(self, keys, branch=None):
        if keys:
            self._rows |= {row.id: row for row in self._tables.rows(keys, branch)}
            self._keep_to_it()

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
        window = self._window(min(dated), max(dated))
        return set(self._tables.newest(part, [(window, MOST_RANKED)]))

    def _window(self, first, last):
        return Window(self._query.language, first, last, self._query.includes_drafts)

    def _is_within_days(self):
        return self._query.filters.since is not None or self._query.filters.until is not None

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


def _asks_for_sequences(branch):
    return bool(branch.phrases or branch.without)


def _keys_of_things_named(query):
    named = things_named(query.root)
    if not named:
        return []
    is_named = Q(*(Q(kind=kind, thing=pk) for kind, pk in sorted(named)), _connector=Q.OR)
    rows = DocumentRow.objects.filter(is_named, language=query.language)
    if not query.includes_drafts:
        rows = rows.filter(is_public=True)
    return list(rows.values_list("pk", flat=True))


def _key(row):
    return row.id


def _by_time(row):
    return row.published_at or _LONG_AGO, row.id


def _hit(row, score):
    organizations = tuple(map(int, row.organizations.split()))
    return Hit(_KINDS[row.kind], row.thing, row.published_at, row.topic, organizations, score)
