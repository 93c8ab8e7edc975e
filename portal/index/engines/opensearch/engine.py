"""The engine: ``portal.index.engine.Engine`` on OpenSearch."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import chain

from portal.bilingual.languages import LANGUAGES
from portal.index.documents import Document, Kind
from portal.index.engine import TookTooLong
from portal.index.found import MOST_RANKED, Count, Found
from portal.index.queries import Order, Query

from .address import Address
from .connection import connect, failures_named, refusal
from .delivery import Change, leave, resume
from .mapping import alias_of
from .sources import hit_of, name_of, source_of
from .writing import near_words_of, searches_of, stored_of

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


class OpenSearchEngine:
    """Changes reach the server through a table that is written in the transaction they belong to.

    Nothing is sent before the commit and nothing is lost after it: the worker delivers, for as long as it
    takes (``delivery``). A change is therefore found a second or two later, not at once.
    """

    def __init__(self, address: Address):
        self.prefix = address.prefix
        self.client = connect(address)

    def store(self, documents: Iterable[Document]) -> None:
        leave(
            Change(
                language=document.language,
                name=name_of(document.kind, document.pk, is_public=document.is_public),
                source=source_of(document),
            )
            for document in documents
        )

    def forget(self, kind: Kind, pks: Iterable[int], *, language: str | None = None) -> None:
        leave(
            Change(language=each, name=name_of(kind, pk, is_public=is_public), source="")
            for pk in pks
            for each in ([language] if language else LANGUAGES)
            for is_public in (True, False)
        )

    def find(self, query: Query) -> Found:
        searches = searches_of(query)
        with failures_named():
            found = self._ask(query.language, searches)
            *beside, dated = [[hit_of(hit) for hit in answer["hits"]] for answer in found]
            are_all = all(map(_is_all, searches, found))
        places = MOST_RANKED - sum(map(len, beside))
        is_complete = len(dated) <= places and are_all
        # A thing that was found as it is and as a draft, or by name and by its words, is told of once.
        once = {(hit.kind, hit.pk): hit for hit in (*chain(*beside), *dated[:places])}
        key = _newest_last if query.order == Order.NEWEST else _best_last
        return Found(tuple(sorted(once.values(), key=key, reverse=True)), is_complete)

    def count(self, query: Query) -> Count:
        found = self.find(query)
        return Count(len(found), found.is_complete)

    def stored(self, kind: Kind, language: str, *, is_public: bool = True) -> Iterator[int]:
        with failures_named():
            answer = self.client.indices.refresh(index=self._index(language), ignore=404)
        if "error" in answer:
            return  # an index that isn't there holds nothing
        after = 0
        while hits := self._ask(language, [stored_of(kind, after, is_public=is_public)])[0]["hits"]:
            pks = [hit["fields"]["pk"][0] for hit in hits]
            yield from pks
            after = pks[-1]

    def near_words(self, word: str, language: str) -> list[str]:
        with failures_named():
            answer = self.client.search(index=self._index(language), body=near_words_of(word))
            return [option["text"] for entry in answer["suggest"]["near"] for option in entry["options"]]

    def resume(self) -> None:
        """Have the worker deliver what it left when it was interrupted."""
        resume()

    def _index(self, language):
        return alias_of(self.prefix, language)

    def _ask(self, language, searches):
        """The matches of each search, in one request. Half an answer is none."""
        target = {"index": self._index(language), "allow_partial_search_results": False}
        with failures_named():
            answers = self.client.msearch(body=[line for search in searches for line in (target, search)])
            for answer in answers["responses"]:
                if "error" in answer:
                    raise refusal(answer["status"], answer["error"]["type"])
                if answer["timed_out"]:
                    raise TookTooLong("OpenSearch gave up")
            return [answer["hits"] for answer in answers["responses"]]


def _is_all(search, found):
    return found["total"]["value"] <= search["size"]


def _best_last(hit):
    return hit.score, *_newest_last(hit)


def _newest_last(hit):
    return hit.published_at or _LONG_AGO, hit.pk
