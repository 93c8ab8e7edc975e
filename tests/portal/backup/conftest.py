import os
import subprocess
import sys
from contextlib import contextmanager
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.db import connections

from portal.backup import sqlite
from portal.backup.making import back_up
from portal.backup.manifest import Manifest, measured
from portal.moving.folder import MEDIA
from tests import pg
from tests.factories import make_article
from tests.portal.backup.reading import everything
from tests.portal.moving.whole_portal import make_picture
from tests.serving import ROOT

PICTURE = f"{MEDIA}/{'a' * 32}.jpg"


@pytest.fixture(autouse=True)
def programs_of_the_server(monkeypatch):
    """Those of another version would refuse."""
    if connections["default"].vendor == "postgresql" and "TEST_DATABASE_URL" not in os.environ:
        monkeypatch.setenv("PATH", f"{pg.find_binaries()}:{os.environ['PATH']}")


@pytest.fixture
def portal(transactional_db):
    """A small portal; returns what is in it."""
    make_article(picture=make_picture((400, 300)))
    return everything()


@pytest.fixture
def backup(portal, tmp_path):
    """The folder of a backup of that portal."""
    back_up(tmp_path / "backup")
    return tmp_path / "backup"


@pytest.fixture
def written(tmp_path):
    """A folder as a backup of SQLite, with little in it."""
    folder = tmp_path / "written"
    (folder / MEDIA).mkdir(parents=True)
    (folder / sqlite.FILE).write_bytes(b"a database")
    (folder / PICTURE).write_bytes(b"a picture")
    files = {path: measured(folder, path) for path in (sqlite.FILE, PICTURE)}
    Manifest("2026-11-23T20:00:00+00:00", "sqlite", ["articles.0001_newsroom"], files).write(folder)
    return folder


@pytest.fixture
def spare(transactional_db, tmp_path):
    """The alias of a database of the same kind without a single table."""
    name = f"spare_{uuid4().hex}"
    with _database(name, tmp_path) as settings:
        connections.settings["spare"] = connections.settings["default"] | settings
        # Django's tests refuse to open databases that were not there when they began.
        connections["spare"].connect()
        yield "spare"
        connections["spare"].close()
        del connections["spare"], connections.settings["spare"]


@contextmanager
def _database(name, folder):
    if connections["default"].vendor == "sqlite":
        yield {"NAME": str(folder / name)}
        return
    with connections["default"].cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
        yield {"NAME": name}
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def dies():
    """Run lines of Python in a process of its own, on the database of the tests; ``die`` is a track.

    It kills its process, as a power cut would, in the middle of what it is to follow.
    """
    return _dies


def _dies(lines, phase, settings):
    begin = f"""
import os, signal, django
from pathlib import Path
django.setup()

def die(things, name, total):
    for number, thing in enumerate(things):
        if name == {phase!r} and number:
            os.kill(os.getpid(), signal.SIGKILL)
        yield thing
"""
    environment = os.environ | {
        "DATABASE_URL": _address(),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "VAR_DIR": str(settings.MEDIA_ROOT.parent),
    }
    done = subprocess.run([sys.executable, "-c", begin + lines], cwd=ROOT, env=environment)
    return done.returncode


def _address():
    name = connections["default"].settings_dict["NAME"]
    if connections["default"].vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
