"""Bringing the index in step with the database, in the transaction that changes it."""

from collections.abc import Collection, Iterable
from itertools import islice

from django.db import transaction

from portal.bilingual.languages import LANGUAGES
from portal.index import names
from portal.index.documents import Key
from portal.index.engines import engine
from portal.index.source import Source

from .sources import SOURCES

#: In one transaction, for which on SQLite every other writer waits.
AT_ONCE = 50


@transaction.atomic
def follow(source: Source, pks: Collection[int], language: str | None = None) -> None:
    """Store what the index holds of these things anew, and forget what it no longer should hold.

    They are locked first: of two who change one thing at a time the second reads what the first has written.
    """
    source.lock(pks)
    if source.has_names:
        names.store(source.kind, pks, source.names(pks))
    if source.has_documents:
        _store_documents(source, pks, language)


def follow_all(source: Source, pks: Iterable[int]) -> None:
    remaining = iter(pks)
    while some := list(islice(remaining, AT_ONCE)):
        follow(source, some)


def forget(source: Source, pk: int) -> None:
    """Forget what was deleted."""
    if source.has_names:
        names.forget(source.kind, [pk])
    if source.has_documents:
        engine().forget(source.kind, [pk])


def linked_to(key: Key) -> list[tuple[Source, list[int]]]:
    """The things whose documents say that they are linked to this one."""
    return [(source, list(source.linked_to(key))) for source in SOURCES]


def _store_documents(source, pks, language):
    documents = list(source.documents(pks, language))
    due = {True, False} if source.has_drafts else {True}
    for code in [language] if language else LANGUAGES:
        # What is stored takes the place of what was there; to forget takes the public one and the draft.
        of_thing = {pk: set() for pk in pks}
        for document in documents:
            if document.language == code:
                of_thing[document.pk].add(document.is_public)
        if gone := [pk for pk, stored in of_thing.items() if stored != due]:
            engine().forget(source.kind, gone, language=code)
    if documents:
        engine().store(documents)
