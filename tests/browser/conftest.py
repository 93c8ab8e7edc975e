"""The portal as a person meets it: real gunicorn, real static files, demo content, the machine's Chromium.

The site keeps its own SQLite database for the whole run, so a test must not rely on what another left.
"""

import os

import pytest
from playwright.sync_api import expect

from tests.demo_site import FLAGS, demo_site, find_chromium

# A busy machine is slow, not wrong: what never comes still fails.
expect.set_options(timeout=20_000)

NO_BROWSER = (
    "browser tests were NOT RUN: no Chromium on this machine. "
    "Remedy on Debian and Ubuntu: apt install chromium fonts-noto-core; then make test-browser"
)


@pytest.fixture(scope="session")
def chromium():
    """The path of the machine's Chromium; without one the tests are skipped, or fail if one is required."""
    if path := find_chromium():
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
    with demo_site(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def base_url(site):
    """Let tests write ``page.goto("/ar/")``."""
    return site.url
