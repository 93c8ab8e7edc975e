"""Two machines that share the database and a real Redis, and nothing else."""

import re
import shutil
import time
from contextlib import ExitStack

import pytest
import redis

from portal.caching import STORE_RESTS_SECONDS
from tests.serving import free_port, gunicorn

from .conftest import CHANGE, HEADLINE, NEWER, Behind, portal_with_an_article
from .programs import running

URL = "http://127.0.0.1"
#: The keys of pages; the rest says who is making one, and since when.
HASHED = re.compile(rb".*:[0-9a-f]{64}")


class Machine(Behind):
    """One of the two; readers name the site, not the machine."""

    def get(self, path, **headers):
        return super().get(path, **{"Host": "127.0.0.1"} | headers)


class Redis:
    """The real one, which can be ended and begun again; it forgets everything."""

    def __init__(self, folder):
        self._folder, self._port, self._stack = folder, free_port(), ExitStack()
        self.url = f"redis://127.0.0.1:{self._port}/1"

    def begin(self):
        command = ["redis-server", "--port", str(self._port), "--bind", "127.0.0.1", "--save", ""]
        self._stack.enter_context(running(command, self._port, self._folder / "redis.log"))

    def end(self):
        self._stack.close()

    def begin_again(self):
        """Nobody who was let down leaves it alone any longer."""
        self.end()
        self.begin()
        time.sleep(STORE_RESTS_SECONDS)

    def hang(self):
        """It takes every question and answers none."""
        with redis.Redis.from_url(self.url) as line:
            line.client_pause(60_000)

    def pages(self):
        """What is kept of pages, with the time at which each was made."""
        with redis.Redis.from_url(self.url) as line:
            return {key: line.get(key) for key in line.scan_iter() if HASHED.fullmatch(key)}


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    if not shutil.which("redis-server"):
        pytest.skip("redis-server isn't installed (Debian: redis-server)")
    store = Redis(tmp_path_factory.mktemp("redis"))
    store.begin()
    yield store
    store.end()


@pytest.fixture(scope="module")
def machines(store, tmp_path_factory):
    shared = tmp_path_factory.mktemp("shared")
    site, page = portal_with_an_article(shared, URL, CACHE_URL=store.url, WEB_CONCURRENCY="1")
    with ExitStack() as stack:
        machines = []
        for name in ("one", "two"):
            port, folder = free_port(), tmp_path_factory.mktemp(name)
            shutil.copytree(shared / "static", folder / "static")
            environment = site.environment | {"VAR_DIR": str(folder)}
            stack.enter_context(gunicorn("portal.wsgi", port, folder / "log", **environment))
            machines.append(Machine(name, f"http://127.0.0.1:{port}", site, page))
        yield machines


def made_and_kept(machine, store, paths):
    """Path and text of the first of these that reaches the store, with all that it holds then.

    A machine that waits for the store for too long shows the page and doesn't keep it there. That is as it
    should be, and happens where all processors are taken: then the next page has its turn. No other test may
    have asked for them.
    """
    for path in paths:
        status, _headers, text = machine.get(path)
        assert status == 200
        if kept := store.pages():
            return path, text, kept
        time.sleep(STORE_RESTS_SECONDS)
    raise AssertionError(f"Nothing of {paths} was kept")


def test_page_is_made_once_for_both_machines(machines, store):
    one, two = machines
    path, text, kept = made_and_kept(one, store, ["/en/", "/ar/search/", "/en/search/"])

    assert two.get(path)[2] == text
    assert store.pages() == kept


def test_change_is_shown_by_both_and_the_old_page_never_again(machines):
    for machine in machines:
        assert HEADLINE in machine.get(machine.page)[2]

    machines[0].site.manage("shell", "--verbosity", "0", "--command", CHANGE)

    for machine in machines:
        machine.wait_for(machine.page, NEWER)
    for _ in range(5):
        assert all(HEADLINE not in machine.get(machine.page)[2] for machine in machines)


def test_pages_are_served_without_redis_and_shared_when_it_is_back(machines, store):
    one, two = machines
    seen = one.get("/ar/")[2]
    store.end()

    assert one.get("/ar/")[2] == seen
    assert [machine.get("/ar/articles/")[0] for machine in machines] == [200, 200]

    store.begin_again()
    one.wait_for("/health/ready/", '"ready"')
    path, text, kept = made_and_kept(one, store, ["/ar/topics/", "/en/topics/"])
    assert len(kept) == 1
    assert two.get(path)[2] == text
    assert store.pages() == kept


def test_redis_that_hangs_holds_nobody_up_for_long(machines, store):
    store.hang()
    try:
        assert [machine.get("/en/articles/")[0] for machine in machines] == [200, 200]
    finally:
        store.begin_again()
