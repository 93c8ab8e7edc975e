"""Connections to the database outlive a request, in each process its own, and heal when one is cut."""

import json
import os
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests import pg
from tests.serving import free_port, gunicorn


@contextmanager
def served(tmp_path, **environment):
    """A function that asks once and says whether the database was met; and gunicorn's master process."""
    port = free_port()
    portal = {"DJANGO_SETTINGS_MODULE": "portal.settings", "VAR_DIR": str(tmp_path)}
    with gunicorn("portal.wsgi", port, tmp_path / "log", **portal | environment) as master:
        yield lambda: _meets_database(port), master


def _meets_database(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready/", timeout=9) as response:
            answer = response.read()
    except urllib.error.HTTPError as error:  # nothing is migrated here
        answer = error.read()
    return "database" not in json.loads(answer)["failing"]


@pytest.fixture(scope="module")
def server():
    with pg.running_server() as url:
        yield url.replace("/portal?", "/postgres?")


@pytest.fixture
def other(server):
    """Somebody else's connection to the same server, who decides about those of the portal."""
    host = server.partition("host=")[2]
    with psycopg.connect(host=host, user="postgres", dbname="template1", autocommit=True) as connection:
        yield connection


OF_PORTAL = "FROM pg_stat_activity WHERE datname = 'postgres' AND backend_type = 'client backend'"


def connected(other):
    return {row[0] for row in other.execute(f"SELECT pid {OF_PORTAL}")}


def cut(other):
    other.execute(f"SELECT pg_terminate_backend(pid, 5000) {OF_PORTAL}")


@pytest.fixture(params=["true", "false"], ids=["pool", "one"])
def postgresql(request, server, tmp_path):
    surroundings = {"DATABASE_URL": server, "DATABASE_POOL": request.param, "WEB_CONCURRENCY": "1"}
    with served(tmp_path, **surroundings) as (meets_database, _master):
        yield meets_database


def test_connection_serves_the_next_request_too(postgresql, other):
    assert postgresql()
    first = connected(other)

    assert all(postgresql() for _ in range(3))
    assert connected(other) == first
    assert 1 <= len(first) <= 2, "one that a pool makes at once, and one for whoever comes before it is there"


def test_cut_connection_is_noticed_before_it_is_used(postgresql, other):
    for _ in range(2):
        assert postgresql()
        cut(other)

    assert [postgresql() for _ in range(3)] == [True] * 3


def test_database_that_was_away_is_met_as_soon_as_it_is_back(postgresql, other):
    assert postgresql()
    other.execute("ALTER DATABASE postgres ALLOW_CONNECTIONS false")
    try:
        cut(other)
        assert [postgresql() for _ in range(2)] == [False] * 2
    finally:
        other.execute("ALTER DATABASE postgres ALLOW_CONNECTIONS true")

    assert postgresql()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="Only Linux says which files a process holds")
def test_sqlite_stays_open_in_each_process(tmp_path):
    file = tmp_path / "db.sqlite3"
    with served(tmp_path, DATABASE_URL=f"sqlite:///{file}", WEB_CONCURRENCY="1") as (meets_database, master):
        assert meets_database()
        [worker] = Path(f"/proc/{master}/task/{master}/children").read_text().split()
        assert str(file) in {os.readlink(name) for name in Path(f"/proc/{worker}/fd").iterdir()}
        assert str(file) not in {os.readlink(name) for name in Path(f"/proc/{master}/fd").iterdir()}
