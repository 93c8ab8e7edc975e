import gc
import os
import socket
import struct
import urllib.request
from contextlib import ExitStack

import pytest

from tests.serving import free_port, gunicorn

READ_BY = os.getpid()
#: Where the kernel counts segments that brought data (struct tcp_info, linux/tcp.h).
DATA_SEGMENTS_IN = 152


def application(environ, start_response):
    """Answer with the scheme that gunicorn believes, or with what a path asks of the process."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    if environ["PATH_INFO"] == "/reader":
        return [str(os.getppid() == READ_BY).encode()]
    if environ["PATH_INFO"] == "/frozen":
        return [str(gc.get_freeze_count() > 0).encode()]
    return [environ["wsgi.url_scheme"].encode()]


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    port = free_port()
    with gunicorn("tests.test_gunicorn", port, tmp_path_factory.mktemp("log") / "log", WEB_CONCURRENCY="2"):
        yield port


def fetch(port, path="", **headers):
    request = urllib.request.Request(f"http://127.0.0.1:{port}/{path}", headers=headers)
    with urllib.request.urlopen(request, timeout=3) as response:
        return response.read()


def test_silent_connections_hold_no_worker(port):
    with ExitStack() as silent:
        for _ in range(8):
            silent.enter_context(socket.create_connection(("127.0.0.1", port)))

        assert fetch(port) == b"http"


def segments(port):
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        while line.recv(65536):
            pass
        told = line.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 160)
    return struct.unpack_from("I", told, DATA_SEGMENTS_IN)[0]


def test_headers_body_and_end_come_together(port):
    """Of several, one: a machine that is busy for a fifth of a second sends what it has."""
    assert min(segments(port) for _ in range(5)) == 1


def test_client_cannot_claim_https(port):
    assert fetch(port, **{"X-Forwarded-Proto": "https"}) == b"http"


def test_longest_query_that_the_portal_reads_reaches_it(port):
    from portal.input_guard import LONGEST_QUERY_SENT  # noqa: PLC0415 -- gunicorn imports this file, too

    assert fetch(port, f"ar/search/suggestions/?q={'a' * (LONGEST_QUERY_SENT - 2)}") == b"http"


def test_collector_passes_over_what_stays(port):
    assert fetch(port, "frozen") == b"True"


def test_program_is_read_once_for_all_workers(port):
    assert fetch(port, "reader") == b"True"


def test_home_is_not_written(tmp_path, monkeypatch):
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    home = tmp_path / "home"
    home.mkdir()
    port = free_port()

    with gunicorn("tests.test_gunicorn", port, tmp_path / "log", HOME=str(home)):
        fetch(port)

    assert list(home.iterdir()) == []
