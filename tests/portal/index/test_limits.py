import time

import pytest
from django.db import OperationalError, connection, transaction

from portal.index.engine import TookTooLong
from portal.index.limits import optional, time_limit
from portal.index.models import DocumentRow

SLOW = {
    "postgresql": "SELECT pg_sleep(60)",
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
}
pytestmark = pytest.mark.django_db


def run(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()


def test_long_query_is_stopped_and_the_connection_goes_on():
    with pytest.raises(TookTooLong), time_limit(0.05):
        run(SLOW[connection.vendor])

    assert DocumentRow.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_long_query_is_stopped_outside_a_transaction():
    with pytest.raises(TookTooLong), time_limit(0.05):
        run(SLOW[connection.vendor])

    assert DocumentRow.objects.count() == 0


def test_time_between_queries_counts():
    with time_limit(0.01) as keep_to_it:
        time.sleep(0.02)
        with pytest.raises(TookTooLong):
            keep_to_it()


def test_limit_ends_with_its_block():
    with time_limit(0.05):
        run("SELECT 1")
    time.sleep(0.06)

    if connection.vendor == "postgresql":
        assert run("SELECT current_setting('statement_timeout')") == ("0",)
    else:
        assert run(SLOW["sqlite"].replace("FROM n)", "FROM n LIMIT 100000)")) == (100_000,)


def test_other_mistakes_are_told_as_they_are():
    with pytest.raises(OperationalError, match="other"), transaction.atomic(), time_limit():
        raise OperationalError("other")


def test_limit_within_a_limit_is_the_same_one():
    with time_limit(0.05) as keep_to_it, time_limit(60) as inner:
        time.sleep(0.06)
        assert inner is keep_to_it
        with pytest.raises(TookTooLong):
            inner()

    with time_limit() as keep_to_it:
        keep_to_it()


def test_page_goes_on_without_what_is_optional():
    with time_limit(0.05):
        with pytest.raises(TookTooLong), optional():
            run(SLOW[connection.vendor])
        assert run("SELECT 1") == (1,)
