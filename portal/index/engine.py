"""The interface of an engine, the only way into the index; ``SEARCH_URL`` chooses who keeps it."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from .documents import Document, Kind
from .found import Count, Found
from .queries import Query


class Engine(Protocol):
    """Keeps documents and finds them. What it can't do in time raises ``TookTooLong``."""

    def store(self, documents: Iterable[Document]) -> None:
        """Add documents, or put them in the place of those with the same kind, key, language and publicity.

        Called inside the transaction that changed them.
        """

    def forget(self, kind: Kind, pks: Iterable[int], *, language: str | None = None) -> None:
        """Remove the documents of these things, public and not; in one language, or in all."""

    def find(self, query: Query) -> Found:
        """The matches, ranked; at most ``found.MOST_RANKED``."""

    def count(self, query: Query) -> Count:
        """As many as ``find`` finds, for less."""

    def stored(self, kind: Kind, language: str, *, is_public: bool = True) -> Iterator[int]:
        """Primary keys of the documents of a kind, ascending: for the check of what is missing."""

    def near_words(self, word: str, language: str) -> list[str]:
        """Words of the index that ``word`` may be a misspelling of, the likeliest first; five at most.

        Each is in a public document now, if only in a later one of the same word as the caller would read it.
        """


class TookTooLong(Exception):
    """The engine gave up: the search would have kept others waiting."""
