"""Connections that say nothing, or one byte a second: 520 of them before nginx, 20 before gunicorn alone."""

import socket
import time
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread

from tests.edge.programs import find, nginx, running
from tests.serving import free_port

from .found import Found
from .portals import LIVE, WARM, port_of, portal_on_sqlite, serving
from .readers import Readers, ask, not_as_due, p99, slowest

A_SECOND, SECONDS = 50, 15
IDLE, SLOW, OF_BROWSERS = 500, 20, 20
MOST_MILLISECONDS = 150


class Drip(Thread):
    """A client that sends its request byte by byte."""

    def __init__(self, line: socket.socket, end: Event):
        super().__init__(daemon=True)
        self._line, self._end = line, end

    def run(self):
        for byte in b"GET /ar/ HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: " + b"a" * 1000:
            if self._end.wait(1):
                return
            try:
                self._line.sendall(bytes([byte]))
            except OSError:  # who takes so long is cut off
                return


def questions():
    for number in count():
        yield "warm", (*WARM, LIVE)[number % (len(WARM) + 1)]


def provoke():
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # nginx's workers may be another account's
        site = portal_on_sqlite(folder, BEHIND_PROXY="true")
        with serving(site):
            portal = port_of(site)
            yield _beside("20 idle browser connections, gunicorn alone", portal, OF_BROWSERS, 0)
            if find("nginx"):
                port = free_port()
                with running(nginx(folder, portal, port), port, folder / "nginx.out"):
                    yield _beside("500 idle and 20 slow clients, behind nginx", port, IDLE, SLOW)


def _beside(name, port, idle, slow):
    with ExitStack() as stack:
        end = Event()
        stack.callback(end.set)
        for path in (*WARM, LIVE) * 6:
            ask(port, path)
        lines = [
            stack.enter_context(socket.create_connection(("127.0.0.1", port))) for _ in range(idle + slow)
        ]
        for line in lines[idle:]:
            Drip(line, end).start()
        with Readers(port, A_SECOND, questions()) as readers:
            time.sleep(SECONDS)
    failed = len(not_as_due(readers.answers))
    also = f"p99 {p99(readers.answers):.0f} ms, slowest {slowest(readers.answers):.0f} ms"
    is_over = failed > 0 or p99(readers.answers) > MOST_MILLISECONDS
    return Found(name, len(readers.answers), failed, 0.0, 0, also, is_over)
