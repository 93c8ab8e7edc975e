"""A worker that dies at a request, behind the nginx of ``deploy/``: who asks again, and who must not."""

import socket
import urllib.error
import urllib.request
from threading import Thread

import pytest

from tests.serving import free_port

from .programs import find, nginx, running

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"


class Dying(Thread):
    """Takes every other request and says nothing, as a worker that is killed; ``asked`` counts them all."""

    def __init__(self):
        super().__init__(daemon=True)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port, self.asked = self._listener.getsockname()[1], 0

    def run(self):
        while True:
            line, _address = self._listener.accept()
            with line:
                if line.recv(65536):
                    self.asked += 1
                    line.sendall(ANSWER if self.asked % 2 == 0 else b"")


@pytest.fixture
def dying():
    dying = Dying()
    dying.start()
    return dying


@pytest.fixture
def url(dying, tmp_path):
    if not find("nginx"):
        pytest.skip("nginx isn't installed (Debian: nginx-light)")
    tmp_path.chmod(0o755)
    port = free_port()
    with running(nginx(tmp_path, dying.port, port), port, tmp_path / "nginx.out"):
        yield f"http://127.0.0.1:{port}"


def status(url, data=None):
    try:
        with urllib.request.urlopen(url, data, timeout=20) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        return error.code


def test_reader_is_asked_for_again(url, dying):
    """Time after time: nginx must not think that the portal is gone."""
    assert [status(f"{url}/ar/{number}/") for number in range(5)] == [200] * 5
    assert dying.asked == 10


def test_what_may_have_been_done_is_not_done_again(url, dying):
    assert status(f"{url}/admin/articles/", b"a=b") == 502
    assert dying.asked == 1
