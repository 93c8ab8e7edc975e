"""Each answer of an address that may be kept is counted once, by where it came from."""

import pytest

from portal.page_cache.counts import KEPT, MADE, OLDER, READY, UNKEPT
from portal.page_cache.generation import Generation
from tests.portal.page_cache.conftest import ask
from tests.portal.page_cache.test_worker import PLAIN, send, serve, without_wsgi

KINDS = {"ready": READY, "kept": KEPT, "made": MADE, "unkept": UNKEPT, "older": OLDER}


@pytest.fixture
def counted():
    """What was counted since the test began, of each kind that was."""
    before = {name: kind._value.get() for name, kind in KINDS.items()}

    def counted():
        since = {name: kind._value.get() - before[name] for name, kind in KINDS.items()}
        return {name: number for name, number in since.items() if number}

    return counted


def test_page_is_made_then_ready_here_and_kept_for_others(pages, another, counted):
    for process in (pages, pages, another, another):
        ask(process, "/ar/")

    assert counted() == {"made": 1, "ready": 2, "kept": 1}


def test_hot_page_is_counted_where_it_is_sent(pages, maker, counted):
    maker.body = b"page " * 200
    worker = serve(pages)
    send(worker, PLAIN)

    send(without_wsgi(worker), PLAIN)

    assert counted() == {"made": 1, "ready": 1}


def test_what_may_not_be_kept_is_counted(pages, maker, counted):
    maker.answers = [("404 Not Found", *maker.page()[1:])]

    ask(pages, "/ar/")

    assert counted() == {"unkept": 1}


def test_older_page_is_counted_where_django_fails(pages, maker, watch, counted):
    ask(pages, "/ar/")
    watch.generation = Generation("second")
    maker.answers = [("500 Internal Server Error", *maker.page()[1:])]

    ask(pages, "/ar/")

    assert counted() == {"made": 1, "older": 1}


def test_other_addresses_are_not_counted(pages, counted):
    ask(pages, "/admin/")

    assert counted() == {}
