"""The engine that needs nothing beside the portal's own database."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import groupby, islice

from django.db import IntegrityError, connection, transaction

from portal.bilingual import analysis
from portal.bilingual.arabic import ARTICLE
from portal.bilingual.languages import LANGUAGES
from portal.index import lexemes, vocabulary
from portal.index.documents import Document, Kind
from portal.index.found import Count, Found
from portal.index.limits import time_limit
from portal.index.models import DocumentRow, VocabularyKey, VocabularyWord
from portal.index.queries import Query, Word

from . import finding
from .postgresql import PostgresqlTables
from .sqlite import SqliteTables
from .tables import Tables

#: Few enough that one statement may hold the longest documents.
BATCH = 100
#: As often is a batch written that meets others on the way.
TRIES = 5
#: Words that are looked up for one misspelt word; the farther ones are hardly meant.
MOST_CANDIDATES, MOST_NEAR = 10, 5
# A word has up to 29 keys: as model instances they would take longer than all else that is stored.
_ADD_KEYS = f"INSERT INTO {VocabularyKey._meta.db_table} (key, word_id) VALUES (%s, %s)"  # noqa: S608 -- our own


class DatabaseEngine:
    def store(self, documents: Iterable[Document]) -> None:
        """Each batch is one transaction where the caller has begun none."""
        documents = iter(documents)
        while batch := list(islice(documents, BATCH)):
            self._store_beside_others(batch)

    def forget(self, kind: Kind, pks: Iterable[int], *, language: str | None = None) -> None:
        with transaction.atomic():
            _tables().erase(kind, list(pks), [language] if language else LANGUAGES)

    def find(self, query: Query) -> Found:
        return finding.find(_tables(), query)

    def count(self, query: Query) -> Count:
        return finding.count(_tables(), query)

    def stored(self, kind: Kind, language: str, *, is_public: bool = True) -> Iterator[int]:
        rows = DocumentRow.objects.filter(kind=kind, language=language, is_public=is_public)
        return rows.order_by("thing").values_list("thing", flat=True).iterator()

    def near_words(self, word: str, language: str) -> list[str]:
        """Each has been looked for: words that no public document holds any longer are not among them."""
        typed = [token.exact for token in analysis.tokens(word)]
        if len(typed) != 1:
            return []
        bare = vocabulary.bare(typed[0])
        found = []
        with time_limit() as keep_to_it:
            spellings = _spellings_near(bare, language)
            for far, other in vocabulary.nearest(bare, spellings, MOST_CANDIDATES):
                keep_to_it()
                found.append((far, -self._commonness(other, language), other))
        article = ARTICLE if bare != typed[0] else ""
        return [f"{article}{spellings[other]}" for _far, times, other in sorted(found) if times][:MOST_NEAR]

    def _commonness(self, word, language):
        return len(self.count(Query(Word(word), language)))

    def _store_beside_others(self, batch):
        """Of two who write a row that is not there yet, PostgreSQL may tell the second of its key, once the
        first is done, instead of writing over the row. Then the row stands, and is written over."""
        for _try in range(TRIES - 1):
            with suppress(IntegrityError):
                return self._store(batch)
        return self._store(batch)

    @transaction.atomic
    def _store(self, batch):
        """Rows are written in one order by everybody, so that no two writers wait for each other."""
        once = {_identity(document): document for document in batch}
        documents = [once[identity] for identity in sorted(once)]
        _tables().write([(document, lexemes.of_document(document)) for document in documents])
        _learn(documents)


def _tables() -> Tables:
    return PostgresqlTables() if connection.vendor == "postgresql" else SqliteTables()


def _identity(document):
    return str(document.kind), document.pk, document.language, document.is_public


def _learn(documents: Iterable[Document]) -> None:
    """Add the words that the vocabulary hasn't. Those of drafts stay with their editors."""
    public = sorted((document for document in documents if document.is_public), key=_language)
    for language, same in groupby(public, key=_language):
        spellings = {}
        for document in same:
            for word, spelling in vocabulary.words_of(document).items():
                spellings.setdefault(word, spelling)
        known = VocabularyWord.objects.filter(language=language, word__in=spellings)
        new = spellings.keys() - set(known.values_list("word", flat=True))
        _add_words(language, {word: spellings[word] for word in sorted(new)})


def _add_words(language: str, spellings: dict[str, str]) -> None:
    rows = [
        VocabularyWord(language=language, word=word, spelling=spelling)
        for word, spelling in spellings.items()
    ]
    keys = [
        (key, row.pk)
        for row in VocabularyWord.objects.bulk_create(rows)
        for key in vocabulary.keys_of(row.word, language)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(_ADD_KEYS, keys)


def _language(document):
    return document.language


def _spellings_near(word: str, language: str) -> dict[str, str]:
    """Words that share a key with ``word``, near or not, and how each is written."""
    keys = vocabulary.keys_of(word, language)
    words = VocabularyWord.objects.filter(language=language, keys__key__in=keys).order_by("-pk")
    return dict(words.values_list("word", "spelling"))
