"""The portal as a person meets it: real gunicorn, real static files, demo content, the machine's Chromium.

The site keeps its own SQLite database for the whole run, so a test must not rely on what another left.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.serving import ROOT, free_port, gunicorn

# A busy machine is slow, not wrong: what never comes still fails.
expect.set_options(timeout=20_000)

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
NO_BROWSER = (
    "browser tests were NOT RUN: no Chromium on this machine. "
    "Remedy on Debian and Ubuntu: apt install chromium fonts-noto-core; then make test-browser"
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


@pytest.fixture(scope="session")
def chromium():
    """The path of the machine's Chromium; without one the tests are skipped, or fail if one is required."""
    for name in CHROMIUMS:
        if path := shutil.which(name):
            return path
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(NO_BROWSER)
    pytest.skip(NO_BROWSER)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, chromium):
    return browser_type_launch_args | {"executable_path": chromium, "args": list(FLAGS)}


@pytest.fixture(scope="session")
def site(chromium, tmp_path_factory):
    """Serve the demo content as ``make run`` does, on a free port."""
    port = free_port()
    var = tmp_path_factory.mktemp("site")
    prepared = _prepare(port, var)
    with gunicorn("portal.wsgi", port, var / "gunicorn.log", **prepared.environment):
        yield prepared


@pytest.fixture(scope="session")
def base_url(site):
    """Let tests write ``page.goto("/ar/")``."""
    return site.url


def _prepare(port, var):
    url = f"http://127.0.0.1:{port}"
    environment = {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "SITE_URL": url,
        "VAR_DIR": str(var),
        "DATABASE_URL": f"sqlite:///{var / 'db.sqlite3'}",
    }
    site = Site(url, environment)
    site.manage("migrate", "--verbosity", "0")
    site.manage("collectstatic", "--noinput", "--verbosity", "0")
    return Site(url, environment, demo=site.manage("load_demo", "--if-empty"))
