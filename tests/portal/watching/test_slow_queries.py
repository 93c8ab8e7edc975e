import pytest
from django.db import connection, transaction

from portal.watching import slow_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(settings, caplog):
    """What is logged of a query, where it counts as slow from so many seconds on."""

    def ask(seconds, sql="SELECT %s AS said", values=("كلمة السر",)):
        settings.SLOW_QUERY_SECONDS = seconds
        with connection.execute_wrapper(slow_queries._timed), connection.cursor() as cursor:
            cursor.execute(sql, values)
        return caplog.messages

    return ask


def test_slow_query_is_logged_without_its_values(ask):
    [message] = ask(1e-9)

    assert "SELECT %s AS said" in message
    assert "كلمة" not in message


def test_quick_query_is_not(ask):
    assert ask(60) == []


def test_query_that_fails_is_logged_too(ask, caplog):
    with pytest.raises(Exception, match="nowhere"), transaction.atomic():
        ask(1e-9, "SELECT 1 FROM nowhere", ())

    assert "nowhere" in caplog.messages[0]


def test_long_query_is_cut(ask):
    [message] = ask(1e-9, f"SELECT %s AS {'a' * 50 + ' /*' + 'b' * 5_000 + '*/'}")

    assert len(message) < slow_queries.LONGEST + 50


@pytest.mark.parametrize(("seconds", "is_watched"), [(1, True), (0, False)])
def test_connections_are_watched_unless_the_setting_is_nought(settings, monkeypatch, seconds, is_watched):
    settings.SLOW_QUERY_SECONDS = seconds
    watched = []
    monkeypatch.setattr(slow_queries.connection_created, "connect", watched.append)
    slow_queries.watch()

    assert bool(watched) == is_watched
