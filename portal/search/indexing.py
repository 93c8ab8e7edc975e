"""Bringing the index in step with the database, in the transaction that changes it."""

from collections.abc import Collection, Iterable
from itertools import islice

from django.db import transaction

from portal.bilingual.languages import LANGUAGES
from portal.index import names
from portal.index.documents import Key
from portal.index.engines import engine
from portal.index.searchable import Searchable

from .searchables import SEARCHABLES

#: In one transaction, for which on SQLite every other writer waits: a fifth of a second.
AT_ONCE = 200


@transaction.atomic
def reindex(searchable: Searchable, pks: Collection[int], language: str | None = None) -> None:
    """Store what the index holds of these things anew, and forget what it no longer should hold.

    They are locked first: of two who change one thing at a time the second reads what the first has written.
    """
    searchable.lock(pks)
    if searchable.has_names:
        names.store(searchable.kind, pks, searchable.names(pks))
    if searchable.has_documents:
        _store_documents(searchable, pks, language)


def reindex_all(searchable: Searchable, pks: Iterable[int]) -> None:
    remaining = iter(pks)
    while some := list(islice(remaining, AT_ONCE)):
        reindex(searchable, some)


def forget(searchable: Searchable, pk: int) -> None:
    """Forget what was deleted."""
    if searchable.has_names:
        names.forget(searchable.kind, [pk])
    if searchable.has_documents:
        engine().forget(searchable.kind, [pk])


def linked_to(key: Key) -> list[tuple[Searchable, list[int]]]:
    """The things whose documents say that they are linked to this one."""
    return [(searchable, list(searchable.linked_to(key))) for searchable in SEARCHABLES]


def _store_documents(searchable, pks, language):
    documents = list(searchable.documents(pks, language))
    due = {True, False} if searchable.has_drafts else {True}
    for code in [language] if language else LANGUAGES:
        # What is stored takes the place of what was there; to forget takes the public one and the draft.
        of_thing = {pk: set() for pk in pks}
        for document in documents:
            if document.language == code:
                of_thing[document.pk].add(document.is_public)
        if gone := [pk for pk, stored in of_thing.items() if stored != due]:
            engine().forget(searchable.kind, gone, language=code)
    if documents:
        engine().store(documents)
