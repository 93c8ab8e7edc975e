from io import StringIO

import psycopg
import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from psycopg.errors import LockNotAvailable

from portal.management.commands import migrate

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE, AFTER = "0025", "0026"


class Told(StringIO):
    """What the command says; at each word of trying again, ``then`` is called."""

    def __init__(self, then):
        super().__init__()
        self.then = then

    def write(self, text):
        if "trying again" in text:
            self.then()
        return super().write(text)


@pytest.fixture
def writer():
    """Another connection that is writing to the table of articles, before a migration that needs it."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one lock for everything")
    call_command("migrate", "articles", BEFORE, verbosity=0)
    with psycopg.connect(**connection.get_connection_params()) as writer:
        writer.execute("LOCK TABLE articles_article IN ROW EXCLUSIVE MODE")
        yield writer
        writer.rollback()
    call_command("migrate", "articles", verbosity=0)


def indexes():
    with connection.cursor() as cursor:
        return connection.introspection.get_constraints(cursor, "articles_article")


def test_migration_lets_others_through_and_tries_again(writer, monkeypatch):
    monkeypatch.setattr(migrate, "PAUSE_SECONDS", 0)
    told = Told(writer.rollback)

    call_command("migrate", "articles", AFTER, stdout=told)

    assert told.getvalue().count("trying again") == 1
    assert "article_sitemap_ar" in indexes()
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("0",)


def test_table_that_stays_in_use_is_said_in_the_end(writer, monkeypatch):
    monkeypatch.setattr(migrate, "TRIES", 1)

    with pytest.raises(OperationalError) as refused:
        call_command("migrate", "articles", AFTER, verbosity=0)

    assert isinstance(refused.value.__cause__, LockNotAvailable)
    assert "article_sitemap_ar" not in indexes()


def test_elsewhere_it_is_djangos_own():
    told = StringIO()

    call_command("migrate", stdout=told)

    assert "No migrations to apply" in told.getvalue()
