"""How much of nginx one address may have, while the portal is slow."""

import socket
import time
from contextlib import ExitStack

import pytest

from tests.serving import free_port

from .programs import find, nginx, running

MOST = 8


@pytest.fixture
def port(tmp_path):
    """nginx before a portal that takes connections and says nothing."""
    if not find("nginx"):
        pytest.skip("nginx isn't installed (Debian: nginx-light)")
    tmp_path.chmod(0o755)
    port = free_port()
    with socket.create_server(("127.0.0.1", 0), backlog=128) as silent:
        command = nginx(tmp_path, silent.getsockname()[1], port, of_a_client=MOST)
        with running(command, port, tmp_path / "nginx.out"):
            yield port


def statuses(port, paths):
    """What is answered before the portal is; None where nothing is."""
    with ExitStack() as stack:
        lines = [stack.enter_context(socket.create_connection(("127.0.0.1", port))) for _ in paths]
        for line, path in zip(lines, paths, strict=True):
            line.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        time.sleep(1)
        return [_status(line) for line in lines]


def _status(line):
    line.setblocking(False)
    try:
        return int(line.recv(65536).split()[1])
    except BlockingIOError:
        return None


def test_one_address_cannot_take_all_connections(port):
    told = statuses(port, [f"/en/{number}/" for number in range(MOST + 2)])

    assert sorted(told, key=str) == [429] * 2 + [None] * MOST


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/password_reset/"])
def test_passwords_are_tried_slowly(port, path):
    told = [statuses(port, [path] * 4) for _ in range(4)]

    assert 429 not in told[0]
    assert 429 in told[-1]
