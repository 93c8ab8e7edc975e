"""A portal of its own with the demonstration in it, for what needs a real server and a real browser."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.serving import ROOT, free_port, gunicorn

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Site:
    """A running portal. ``demo`` is what ``load_demo`` printed: the editors' names and passwords."""

    url: str
    environment: dict
    demo: str = ""

    def manage(self, *arguments):
        """Run a command on this site's database and return what it printed."""
        command = [sys.executable, "manage.py", *arguments]
        environment = os.environ | self.environment
        result = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
        assert result.returncode == 0, f"manage.py {' '.join(arguments)}: {result.stdout}{result.stderr}"
        return result.stdout


def find_chromium():
    """The path of the machine's Chromium, or None."""
    return next(filter(None, map(shutil.which, CHROMIUMS)), None)


@contextmanager
def demo_site(var):
    """Serve the demo content as ``make run`` does, on a free port; what it writes is below ``var``."""
    port = free_port()
    prepared = _prepare(port, var)
    with gunicorn("portal.wsgi", port, var / "gunicorn.log", **prepared.environment):
        yield prepared


def empty_site(url, var, **more):
    """A portal that could be served: its tables without rows, its static files."""
    shutil.copytree(_made_once(), var, dirs_exist_ok=True)
    return Site(url, _environment(url, var) | more)


def _prepare(port, var):
    site = empty_site(f"http://127.0.0.1:{port}", var)
    return Site(site.url, site.environment, demo=site.manage("load_demo", "--if-empty"))


def _environment(url, var):
    return {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DEBUG": "false",
        "SITE_URL": url,
        "VAR_DIR": str(var),
        "DATABASE_URL": f"sqlite:///{var / 'db.sqlite3'}",
    }


@cache
def _made_once():
    """Half a minute of a processor, which every site of this process would take anew."""
    folder = Path(tempfile.mkdtemp(prefix="portal-empty-"))
    atexit.register(shutil.rmtree, folder)
    site = Site("", _environment("http://127.0.0.1:8000", folder))
    site.manage("migrate", "--verbosity", "0")
    site.manage("collectstatic", "--noinput", "--verbosity", "0")
    # Each has a key and kept pages of its own.
    for name in ("secret_key", "pages", "cards"):
        path = folder / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    return folder
