"""A portal with the demonstration in it, on a database that faults are provoked in."""

from contextlib import contextmanager
from pathlib import Path

from tests.demo_site import Site
from tests.serving import free_port, gunicorn

WARM = ("/ar/", "/en/", "/ar/articles/", "/en/articles/", "/ar/partnerships/")
LIVE = "/health/live/"


def cold(number: int) -> str:
    """An address that nobody has asked for yet, and that needs the database."""
    return f"/en/search/?q=word{number}"


def portal_in(folder: Path, database_url: str, **more) -> Site:
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
    site = Site(url, environment | more)
    site.manage("migrate", "--verbosity", "0")
    site.manage("collectstatic", "--noinput", "--verbosity", "0")
    demo = site.manage("load_demo", "--if-empty")
    site.manage("rebuild_search", "--missing")
    return Site(url, site.environment, demo)


def port_of(site: Site) -> int:
    return int(site.url.rpartition(":")[2])


@contextmanager
def serving(site: Site, **more):
    """gunicorn's master process."""
    folder = Path(site.environment["VAR_DIR"])
    with gunicorn("portal.wsgi", port_of(site), folder / "gunicorn.log", **site.environment | more) as master:
        yield master
