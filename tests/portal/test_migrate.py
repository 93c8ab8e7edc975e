import threading
from io import StringIO

import psycopg
import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from psycopg.errors import LockNotAvailable

from portal.management.commands import migrate

pytestmark = pytest.mark.django_db(transaction=True)

BEFORE, AFTER = "0025", "0026"


@pytest.fixture
def in_use():
    """Returns what keeps writing to the table of articles for so many seconds, from another connection."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one lock for everything")
    timers = []

    def use(seconds):
        other.execute("LOCK TABLE articles_article IN ROW EXCLUSIVE MODE")
        timers.append(threading.Timer(seconds, other.rollback))
        timers[-1].start()

    with psycopg.connect(**connection.get_connection_params()) as other:
        yield use
        for timer in timers:
            timer.join(timeout=30)
    call_command("migrate", "articles", verbosity=0)


def indexes():
    with connection.cursor() as cursor:
        return connection.introspection.get_constraints(cursor, "articles_article")


def test_migration_lets_others_through_and_tries_again(in_use, monkeypatch):
    monkeypatch.setattr(migrate, "PAUSE_SECONDS", 0.2)
    call_command("migrate", "articles", BEFORE, verbosity=0)
    assert "article_by_sitemap_file" not in indexes()
    in_use(1.5)
    told = StringIO()

    call_command("migrate", "articles", AFTER, stdout=told)

    assert "trying again" in told.getvalue()
    assert "article_by_sitemap_file" in indexes()
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("0",)


def test_table_that_stays_in_use_is_said_in_the_end(in_use, monkeypatch):
    monkeypatch.setattr(migrate, "TRIES", 1)
    call_command("migrate", "articles", BEFORE, verbosity=0)
    in_use(1.5)

    with pytest.raises(OperationalError) as refused:
        call_command("migrate", "articles", AFTER, verbosity=0)

    assert isinstance(refused.value.__cause__, LockNotAvailable)
    assert "article_by_sitemap_file" not in indexes()


def test_elsewhere_it_is_djangos_own():
    told = StringIO()

    call_command("migrate", stdout=told)

    assert "No migrations to apply" in told.getvalue()
