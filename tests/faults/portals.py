"""A portal with the demonstration in it, on a database that faults are provoked in."""

import atexit
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

from tests.demo_site import Site
from tests.serving import free_port, gunicorn

WARM = ("/ar/", "/en/", "/ar/articles/", "/en/articles/", "/ar/partnerships/")
LIVE = "/health/live/"


def cold(number: int) -> str:
    """An address that nobody has asked for yet, and that needs the database."""
    return f"/en/search/?q=word{number}"


def portal_in(folder: Path, database_url: str, **more) -> Site:
    site = _site(folder, database_url, **more)
    site.manage("migrate", "--verbosity", "0")
    site.manage("collectstatic", "--noinput", "--verbosity", "0")
    demo = site.manage("load_demo", "--if-empty")
    site.manage("rebuild_search", "--missing")
    return replace(site, demo=demo)


def on_another_machine(site: Site, folder: Path) -> Site:
    """The same database and the same name; nothing else is shared."""
    url = f"http://127.0.0.1:{free_port()}"
    other = replace(site, url=url, environment=site.environment | {"VAR_DIR": str(folder)})
    other.manage("collectstatic", "--noinput", "--verbosity", "0")
    return other


def portal_on_sqlite(folder: Path, **more) -> Site:
    """The same, filled once for all faults."""
    made, demo = _filled()
    shutil.copytree(made, folder, dirs_exist_ok=True)
    return replace(_site(folder, _sqlite(folder), **more), demo=demo)


@cache
def _filled():
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    return folder, portal_in(folder, _sqlite(folder)).demo


def _sqlite(folder):
    return f"sqlite:///{folder}/db.sqlite3"


def _site(folder, database_url, **more):
    url = f"http://127.0.0.1:{free_port()}"
    environment = {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DEBUG": "false",
        "SITE_URL": url,
        "VAR_DIR": str(folder),
        "DATABASE_URL": database_url,
        "SEARCHES_PER_MINUTE": "0",
        "API_REQUESTS_PER_MINUTE": "0",
        "WEB_CONCURRENCY": "2",
    }
    return Site(url, environment | more)


def port_of(site: Site) -> int:
    return int(site.url.rpartition(":")[2])


@contextmanager
def serving(site: Site):
    """gunicorn's master process."""
    folder = Path(site.environment["VAR_DIR"])
    with gunicorn("portal.wsgi", port_of(site), folder / "gunicorn.log", **site.environment) as master:
        yield master
