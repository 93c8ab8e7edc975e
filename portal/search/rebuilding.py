"""The index made anew from the database, a batch at a time, and held against it."""

from collections.abc import Iterator
from datetime import datetime
from heapq import merge
from itertools import groupby, islice
from typing import NamedTuple

from portal.bilingual.languages import LANGUAGES
from portal.index import names
from portal.index.engines import engine
from portal.index.searchable import Searchable

from .indexing import AT_ONCE, reindex
from .searchables import SEARCHABLES

#: What to tell whoever runs a command that asks an index on another machine.
AWAY = (
    "The search index can't be asked: the server that SEARCH_URL names doesn't answer, or refuses (the log "
    "says which). See that it runs and that its address and login are right, then run this again. What was "
    "to be stored waits in the database and is delivered by manage.py work."
)


class Difference(NamedTuple):
    """Things of one kind of which something isn't in the index that should be, or is though it shouldn't."""

    what: str
    missing: tuple[int, ...]
    surplus: tuple[int, ...]

    @property
    def keys(self):
        return {*self.missing, *self.surplus}


def rebuild(searchable: Searchable, since: datetime | None, after: int = 0) -> Iterator[list[int]]:
    """Store all things whose key is larger than ``after``, or those changed since; yields what was done.

    Each batch is a transaction of its own: readers find what they found before, editors wait for one at most.
    """
    keys = searchable.keys(since).order_by("pk")
    while batch := list(keys.filter(pk__gt=after)[:AT_ONCE]):
        reindex(searchable, batch)
        yield batch
        after = batch[-1]


def mend(searchable: Searchable) -> Iterator[list[int]]:
    """Store what is missing and remove what is too much, such as what was deleted; yields what was done."""
    keys = iter(sorted({key for difference in differences(searchable) for key in difference.keys}))
    while batch := list(islice(keys, AT_ONCE)):
        reindex(searchable, batch)
        yield batch


def is_built() -> bool:
    """Whether the first things of each kind are in the index: a quick look."""
    return all(
        _first(due) == _first(stored)
        for searchable in SEARCHABLES
        for _what, due, stored in _sides(searchable)
    )


def lasting_differences(searchable: Searchable) -> list[Difference]:
    """Those that are found twice: not what is being published at this very moment."""
    first = differences(searchable)
    if not any(difference.keys for difference in first):
        return first
    return list(map(_in_both, first, differences(searchable)))


def differences(searchable: Searchable) -> list[Difference]:
    """What the index holds of these things beside what it should hold: one for each kind of document."""
    return [_difference(*sides) for sides in _sides(searchable)]


def _sides(searchable):
    """What it is, the keys that should be in the index, and those that are; both ascending, each once."""
    if searchable.has_names:
        due = merge(*(searchable.due(language).iterator() for language in LANGUAGES))
        yield "names", (key for key, _same in groupby(due)), names.stored(searchable.kind)
    for language in LANGUAGES if searchable.has_documents else ():
        for is_public in (True, False) if searchable.has_drafts else (True,):
            due = searchable.due(language, is_public=is_public).iterator()
            stored = engine().stored(searchable.kind, language, is_public=is_public)
            yield language if is_public else f"{language} (drafts)", due, stored


def _first(keys):
    return next(iter(keys), None)


def _difference(what, due, stored):
    """Both are read side by side, in the order of their keys: an archive of any size fits."""
    missing, surplus = [], []
    sides = merge(((key, missing) for key in due), ((key, surplus) for key in stored), key=_key)
    for key, same in groupby(sides, key=_key):
        first, *second = [side for _key, side in same]
        if not second:
            first.append(key)
    return Difference(what, tuple(missing), tuple(surplus))


def _key(pair):
    return pair[0]


def _in_both(first, second):
    missing = tuple(key for key in first.missing if key in second.missing)
    surplus = tuple(key for key in first.surplus if key in second.surplus)
    return Difference(first.what, missing, surplus)
