"""A portal of its own with the demonstration in it, for what needs a real server and a real browser."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass

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


def _prepare(port, var):
    url = f"http://127.0.0.1:{port}"
    environment = {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DEBUG": "false",
        "SITE_URL": url,
        "VAR_DIR": str(var),
        "DATABASE_URL": f"sqlite:///{var / 'db.sqlite3'}",
    }
    site = Site(url, environment)
    site.manage("migrate", "--verbosity", "0")
    site.manage("collectstatic", "--noinput", "--verbosity", "0")
    return Site(url, environment, demo=site.manage("load_demo", "--if-empty"))
