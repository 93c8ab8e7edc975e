"""Two who write to the index at once, as two editors do."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from portal.index import Document, Kind, Query, Word
from portal.index.engines import engine
from portal.index.engines.database import TRIES
from portal.index.engines.postgresql import PostgresqlTables
from portal.index.engines.sqlite import SqliteTables

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("plain_analysis")]

NOON = datetime(2024, 5, 4, 12, tzinfo=UTC)


def article(pk, text, hour=0):
    at = NOON + timedelta(days=pk, hours=hour)
    return Document(Kind.ARTICLE, pk, "en", text, published_at=at)


def test_writers_of_the_same_things_wait_for_each_other_and_neither_fails():
    def write(writer):
        try:
            for turn in range(5):
                documents = [article(pk, f"sea word{writer}x{turn}", writer + turn) for pk in range(20)]
                engine().store(documents if writer else reversed(documents))
                engine().forget(Kind.ARTICLE, range(writer, 20, 7))
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as writers:
        list(writers.map(write, range(2)))
    engine().store(article(pk, "sea") for pk in range(20))

    assert [hit.pk for hit in engine().find(Query(Word("sea"), "en")).hits] == [*range(19, -1, -1)]
    assert list(engine().stored(Kind.ARTICLE, "en")) == [*range(20)]


@pytest.fixture
def meet(monkeypatch):
    """So many times the next writers stumble over a row that another has just written."""

    def meet(times):
        tables = PostgresqlTables if connection.vendor == "postgresql" else SqliteTables
        write, left = tables.write, [None] * times

        def stumble(self, documents):
            write(self, documents)
            if left:
                left.pop()
                raise IntegrityError("duplicate key")

        monkeypatch.setattr(tables, "write", stumble)

    return meet


def test_writer_who_meets_another_at_a_new_row_writes_again(meet):
    meet(TRIES - 1)
    with transaction.atomic():
        engine().store([article(1, "sea"), article(2, "sea")])

    assert [hit.pk for hit in engine().find(Query(Word("sea"), "en")).hits] == [2, 1]


def test_row_that_can_never_be_written_is_told(meet):
    meet(TRIES)
    with pytest.raises(IntegrityError):
        engine().store([article(1, "sea")])


def test_what_is_rolled_back_was_never_stored():
    with transaction.atomic():
        engine().store([article(1, "seaside")])
        transaction.set_rollback(True)

    assert engine().find(Query(Word("seaside"), "en")).hits == ()
    assert engine().near_words("seasyde", "en") == []
