"""The database backend of serving processes, on a real PostgreSQL that never really hangs."""

import psycopg
import pytest
from django.core.signals import request_started
from django.db import OperationalError, connection
from psycopg.errors import ConnectionTimeout, _WaitTimeout
from psycopg_pool import ConnectionPool

from portal.patience import base
from portal.patience.breaker import Breaker


class Silence(Breaker):
    """Nobody asks in the background."""

    doubted = 0

    def doubt(self):
        self.doubted += 1


@pytest.fixture
def breaker(tmp_path, monkeypatch, settings):
    settings.DATABASE_PATIENCE = 3.5
    breaker = Silence(tmp_path / "silent", bool)
    monkeypatch.setattr(base, "breaker_of", lambda alias: breaker)
    monkeypatch.setattr(base, "_request", base.threading.local())
    return breaker


@pytest.fixture
def patient(db, breaker):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite answers by itself")
    patient = base.DatabaseWrapper(connection.settings_dict, "patient")
    with patient.temporary_connection():
        yield patient
    patient.close()


@pytest.fixture
def pooled(patient):
    pool = {"min_size": 1, "max_size": 1, "timeout": 0.5}
    options = connection.settings_dict["OPTIONS"] | {"pool": pool}
    more = {"OPTIONS": options, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True}
    pooled = base.DatabaseWrapper(connection.settings_dict | more, "pooled")
    yield pooled
    pooled.close()
    pooled.close_pool()


@pytest.fixture
def silent(monkeypatch):
    """No answer from now on; the list tells how long each was waited for."""
    waited = []

    def wait(self, question, interval=0.1, timeout=None):
        waited.append(timeout)
        raise _WaitTimeout

    with monkeypatch.context() as patch:

        def fall_silent():
            patch.setattr(psycopg.Connection, "wait", wait)
            return waited

        yield fall_silent


def ask(patient):
    with patient.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone()


def test_question_is_answered(patient):
    assert ask(patient) == (1,)


def test_silence_opens_the_breaker_and_ends_the_connection(patient, breaker, silent):
    waited = silent()

    with pytest.raises(OperationalError, match=r"No answer within 3\.5 seconds"):
        ask(patient)

    assert breaker.is_open
    assert patient.connection.closed
    assert waited == [3.5]


def test_nothing_is_asked_while_the_breaker_is_open(patient, breaker, silent):
    waited = silent()
    breaker.open()

    with pytest.raises(OperationalError, match="silent a moment ago"):
        ask(patient)
    patient.close()
    with pytest.raises(OperationalError, match="silent a moment ago"):
        patient.ensure_connection()

    assert waited == []


def test_connection_that_is_not_answered_opens_it_too(patient, breaker, monkeypatch):
    def connect(**parameters):
        raise ConnectionTimeout

    monkeypatch.setattr(psycopg, "connect", connect)
    patient.close()

    with pytest.raises(OperationalError):
        patient.ensure_connection()

    assert breaker.is_open


def test_pool_that_has_no_connection_raises_a_doubt(pooled, breaker):
    """Others may be at work with all of them, of a database that is well."""
    other = base.DatabaseWrapper(pooled.settings_dict, "pooled")
    pooled.ensure_connection()

    with pytest.raises(OperationalError):
        other.ensure_connection()

    assert (breaker.is_open, breaker.doubted) == (False, 1)


def test_pool_waits_no_longer_for_the_connections_that_it_looks_at(pooled, breaker, monkeypatch):
    """Before it lends one for the first time, it asks on it."""
    ways = []
    monkeypatch.setattr(ConnectionPool, "check_connection", lambda lent: ways.append(lent.wait))

    pooled.ensure_connection()

    assert [way.func.__name__ for way in ways] == ["_wait"]


def test_slow_answers_of_one_request_only_raise_a_doubt(patient, breaker, silent):
    """A page may ask too much, of a database that is well."""
    request_started.send(sender=None)
    base._request.left = 1.5
    waited = silent()

    with pytest.raises(OperationalError):
        ask(patient)

    assert waited == [1.5]
    assert (breaker.is_open, breaker.doubted) == (False, 1)


def test_each_request_has_its_own_time(patient, breaker):
    for _ in range(2):
        request_started.send(sender=None)
        assert base._request.left == 7
        ask(patient)
        assert 0 < base._request.left < 7


def test_refusal_is_an_answer_and_silence_is_none(patient, monkeypatch, silent):
    monkeypatch.setitem(base.settings.DATABASES, "patient", patient.settings_dict)
    assert base._answers_quickly("patient")

    monkeypatch.setitem(base.settings.DATABASES, "nowhere", patient.settings_dict | {"NAME": "nowhere"})
    assert base._answers_quickly("nowhere")

    silent()
    assert not base._answers_quickly("patient")
