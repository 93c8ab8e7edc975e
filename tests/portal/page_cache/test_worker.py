import logging
import re
import socket
from types import SimpleNamespace

import pytest
from gunicorn.config import Config
from gunicorn.http import get_parser
from gunicorn.http.errors import InvalidRequestLine
from gunicorn.workers.sync import SyncWorker
from time_machine import travel

from portal.page_cache.generation import Generation
from portal.page_cache.packets import LONGEST_TARGET, LONGEST_VALUE
from portal.page_cache.worker import PageWorker

PLAIN = (
    "GET /ar/%D8%A3/ HTTP/1.1\r\nHost: testserver\r\nAccept-Encoding: gzip, br\r\n"
    "Cookie: a=b\r\nCookie: c=d\r\n"
)
ETAG = 'If-None-Match: W/"1"\r\n'


class Log(SimpleNamespace):
    """What a worker tells of requests, which nobody reads here."""

    def __getattr__(self, name):
        return logging.getLogger("gunicorn.error").debug if name != "access" else lambda *told: None


@pytest.fixture(autouse=True)
def body(maker):
    maker.body = b"page " * 200


def serve(pages, worker_class=PageWorker, **settings):
    config = Config()
    for name, value in settings.items():
        config.set(name, value)
    worker = worker_class(0, 0, [], SimpleNamespace(wsgi=lambda: pages), 1, config, Log())
    worker.tmp.close()
    worker.load_wsgi()
    return worker


def send(worker, text):
    """Everything that the worker sends for this request."""
    mine, theirs = socket.socketpair()
    listener = SimpleNamespace(getsockname=lambda: ("127.0.0.1", 80))
    with mine, theirs:
        mine.sendall(text.encode("latin-1") + b"\r\n")
        mine.settimeout(5)
        request = next(get_parser(worker.cfg, theirs, ("127.0.0.1", 1)))
        worker.handle_request(listener, request, theirs, ("127.0.0.1", 1))
        theirs.close()
        return b"".join(iter(lambda: mine.recv(65536), b""))


def without_wsgi(worker):
    """Whoever goes the usual way from now on fails."""

    def fail(environ, start_response):
        raise LookupError

    worker.wsgi = fail
    return worker


@travel("2026-03-01T10:00:00Z", tick=False)
@pytest.mark.parametrize("more", ["", ETAG, 'If-None-Match: W/"2"\r\n', "X-Forwarded-Proto: https\r\n"])
def test_hot_page_is_sent_as_gunicorn_sends_it(pages, more):
    usual = send(serve(pages, SyncWorker), PLAIN + more)

    assert usual == send(serve(pages, SyncWorker), PLAIN + more)
    assert send(without_wsgi(serve(pages)), PLAIN + more) == usual
    assert re.match(rb"HTTP/1.1 (304 Not Modified|200 OK)\r\n", usual)


def test_page_that_is_gone_is_never_unchanged(pages, maker):
    maker.answers = [("410 Gone", maker.page()[1], maker.body)]
    worker = serve(pages)
    usual = send(worker, PLAIN)

    assert (
        send(without_wsgi(worker), PLAIN + ETAG).partition(b"\r\n\r\n")[2] == usual.partition(b"\r\n\r\n")[2]
    )


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace("GET", "HEAD"),
        PLAIN.replace("GET", "POST"),
        PLAIN.replace("1.1", "1.0"),
        PLAIN.replace("gzip", "zip"),
        PLAIN.replace("/ar/", "/fr/"),
        PLAIN.replace("testserver", "elsewhere"),
        PLAIN.replace("/ HTTP", f"/?{'a' * LONGEST_TARGET} HTTP"),
        PLAIN.replace("/ HTTP", "/?q=%00 HTTP"),
        PLAIN + f"X-Forwarded-Proto: {'a' * (LONGEST_VALUE + 1)}\r\n",
        PLAIN + "Accept-Encoding: gzip\r\n",
        PLAIN + "Content-Length: 1\r\n",
        PLAIN + "Transfer-Encoding: chunked\r\n",
        PLAIN + "If-Match: *\r\n",
        PLAIN + "If-Unmodified-Since: Sun, 01 Mar 2026 10:00:00 GMT\r\n",
    ],
)
def test_any_other_question_goes_its_usual_way(pages, text):
    worker = serve(pages)
    send(worker, PLAIN)

    with pytest.raises(LookupError):
        send(without_wsgi(worker), text)


def test_scheme_is_the_readers_own_behind_a_proxy(pages, settings):
    settings.BEHIND_PROXY = True
    worker = serve(pages)
    send(worker, PLAIN + "X-Forwarded-Proto: https\r\n")
    without_wsgi(worker)

    assert send(worker, PLAIN + "X-Forwarded-Proto: https\r\n")
    with pytest.raises(LookupError):
        send(worker, PLAIN)


def test_page_of_before_a_change_is_not_sent(pages, watch):
    worker = serve(pages)
    send(worker, PLAIN)
    watch.generation = Generation("second")

    with pytest.raises(LookupError):
        send(without_wsgi(worker), PLAIN)


def test_where_requests_are_logged_all_go_the_usual_way(pages):
    worker = serve(pages, accesslog="-")
    send(worker, PLAIN)

    with pytest.raises(LookupError):
        send(without_wsgi(worker), PLAIN)


def test_worker_ends_after_as_many_requests_as_it_may(pages):
    worker = serve(pages, max_requests=3)
    send(worker, PLAIN)
    without_wsgi(worker)

    assert [send(worker, PLAIN) and worker.alive for _ in range(2)] == [True, False]


def test_applications_without_pages_are_served(maker):
    assert maker.body in send(serve(maker), PLAIN)


def test_what_is_no_request_is_answered_in_words_that_browsers_show_as_text(pages):
    mine, theirs = socket.socketpair()
    with mine, theirs:
        mine.settimeout(5)
        error = InvalidRequestLine("<script>qsent()</script>")
        serve(pages).handle_error(None, theirs, ("127.0.0.1", 1), error)
        theirs.close()
        head, _, body = b"".join(iter(lambda: mine.recv(65536), b"")).partition(b"\r\n\r\n")

    assert head.startswith(b"HTTP/1.1 400 Bad Request\r\n")
    assert b"Content-Type: text/plain" in head
    assert b"X-Content-Type-Options: nosniff" in head
    assert body == b"Bad Request\n"
