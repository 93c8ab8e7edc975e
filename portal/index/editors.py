"""How the lists of the admin find things: by the words by which readers would find them, drafts included.

What was typed is read by ``portal.search``, which knows the names of things and the word families. It stands
above the lists, so it says so itself when the portal starts.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from portal.bilingual.languages import LANGUAGES

from . import names
from .documents import Kind
from .engine import TookTooLong
from .engines import engine
from .limits import time_limit
from .queries import Filters, Order, Query

#: From what was typed to what is looked for; None where that is nothing.
Read = Callable[[str, str, Filters, Order], Query | None]

_readers: list[Read] = []


class Keys(NamedTuple):
    """Primary keys of things; ``are_all`` is False where there are more, or where nobody could say."""

    pks: frozenset[int]
    are_all: bool


def read_by(read: Read) -> None:
    """From now on this is how what editors type is read."""
    _readers[:] = [read]


def find(kind: Kind, typed: str) -> Keys:
    """Things with these words in either language, published or not; of very many the newest."""
    query = _readers[0](typed, LANGUAGES[0], Filters(kind=kind), Order.NEWEST) if _readers else None
    if query is None:
        return Keys(frozenset(), are_all=False)
    try:
        with time_limit():
            found = [engine().find(replace(query, language=language)) for language in LANGUAGES]
    except TookTooLong:
        return Keys(frozenset(), are_all=False)
    pks = frozenset(hit.pk for of_language in found for hit in of_language.hits)
    return Keys(pks, are_all=all(of_language.is_complete for of_language in found))


def find_named(kind: Kind, typed: str) -> frozenset[int]:
    """Things with a name, in either script, of which a word begins with what was typed; for pickers."""
    suggestions = [
        suggestion
        for language in LANGUAGES
        for suggestion in names.suggest(typed, language, limit=names.MOST_READ)
    ]
    return frozenset(suggestion.pk for suggestion in suggestions if suggestion.kind == kind)
