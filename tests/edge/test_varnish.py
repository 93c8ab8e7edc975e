"""What Varnish believes: TLS ends before it on the same machine, so everybody comes from 127.0.0.1."""

import threading
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from portal.limits import client_of
from tests.serving import free_port

from .programs import find, running, varnish

READER = "203.0.113.9"


class Echo(BaseHTTPRequestHandler):
    """Answers with whom it was asked for."""

    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.headers.get("X-Forwarded-For", "").encode())

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    if not find("varnishd"):
        pytest.skip("varnishd isn't installed (Debian: varnish, varnish-modules)")
    folder, port = tmp_path_factory.mktemp("varnish"), free_port()
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with running(varnish(folder, server.server_port, port), port, folder / "log"):
            yield port
        server.shutdown()


def ask(port, method="GET", **headers):
    """A page that is nobody's to keep."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}/admin/", method=method, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, ""


@pytest.mark.parametrize(
    ("headers", "status"),
    [({}, 200), ({"X-Forwarded-For": READER}, 405), ({"X-Forwarded-For": f"127.0.0.1, {READER}"}, 405)],
)
def test_worker_may_purge_and_nobody_who_comes_through_the_proxy(port, headers, status):
    assert ask(port, "PURGE", **{"Surrogate-Key": "articles"} | headers)[0] == status


@pytest.mark.parametrize("seen", [READER, f"127.0.0.1, {READER}"])
def test_portal_is_told_the_reader_s_address(port, rf, settings, seen):
    settings.BEHIND_PROXY = True

    _status, told = ask(port, **{"X-Forwarded-For": seen})

    assert client_of(rf.get("/", HTTP_X_FORWARDED_FOR=told)) == READER
