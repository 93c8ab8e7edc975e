"""Pages as a server sends them: gunicorn, two sync workers, one connection for each request."""

import gzip
import os
import socket
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.serving import free_port, gunicorn

#: Of the portal as its pages are measured: nobody is told that they asked too often.
PORTAL = {
    "DJANGO_SETTINGS_MODULE": "portal.settings",
    "SEARCHES_PER_MINUTE": "0",
    "API_REQUESTS_PER_MINUTE": "0",
}
#: As gunicorn serves by itself: the yardstick has nothing of the portal's own worker.
STOCK = {"GUNICORN_CMD_ARGS": "--worker-class sync"}
TICKS = os.sysconf("SC_CLK_TCK")
WARM_UP = 200
MIB = 1024


@dataclass(frozen=True)
class Round:
    """Milliseconds of the processor a request, requests a second, and the milliseconds that each took."""

    cpu: float
    rate: float
    times: tuple[float, ...]

    @classmethod
    def middle_of(cls, rounds: list["Round"]) -> "Round":
        cpu, rate = (statistics.median(getattr(one, name) for one in rounds) for name in ("cpu", "rate"))
        return cls(cpu, rate, tuple(chain.from_iterable(one.times for one in rounds)))

    @property
    def median(self) -> float:
        return statistics.median(self.times)

    @property
    def p99(self) -> float:
        return sorted(self.times)[int(len(self.times) * 0.99)]


@dataclass(frozen=True)
class Server:
    """``postmaster``: what its database takes counts too, where that is a process of this machine."""

    port: int
    master: int
    postmaster: int = 0

    @property
    def workers(self) -> list[int]:
        return _children(self.master)

    def round(self, path: str, number: int, headers: dict[str, str] | None = None) -> Round:
        asked = request_for(self.port, path, headers)
        for _ in range(WARM_UP if number > WARM_UP else 2):
            self.ask(asked)
        return self.timed(asked, number)

    def timed(self, asked: bytes, number: int) -> Round:
        before, began, times = self._cpu(), time.perf_counter(), []
        for _ in range(number):
            start = time.perf_counter()
            self.ask(asked)
            times.append((time.perf_counter() - start) * 1000)
        took = time.perf_counter() - began
        return Round((self._cpu() - before) / number * 1000, number / took, tuple(times))

    def body(self, path: str) -> bytes:
        head, _, body = self.ask(request_for(self.port, path)).partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise RuntimeError(f"{path}: {head.splitlines()[0]!r}")
        return body

    def text(self, path: str) -> str:
        return gzip.decompress(self.body(path)).decode()

    def ask(self, request: bytes) -> bytes:
        with socket.create_connection(("127.0.0.1", self.port)) as line:
            line.sendall(request)
            parts = []
            while part := line.recv(65536):
                parts.append(part)
        return b"".join(parts)

    def megabytes(self) -> float:
        """The proportional size of the master and its workers together."""
        return sum(_kilobytes(pid, "Pss") for pid in (self.master, *self.workers)) / MIB

    def private_megabytes(self) -> float:
        """What the largest worker has for itself alone."""
        return (
            max(_kilobytes(pid, "Private_Clean") + _kilobytes(pid, "Private_Dirty") for pid in self.workers)
            / MIB
        )

    def _cpu(self):
        return sum(_ticks_of_family(pid) for pid in (self.master, self.postmaster) if pid) / TICKS


@contextmanager
def served(application: str, postmaster: int = 0, **environment) -> Iterator[Server]:
    port = free_port()
    with TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with gunicorn(application, port, log, **{"WEB_CONCURRENCY": "2"} | environment) as master:
            yield Server(port, master, postmaster)


def request_for(port: int, path: str, headers: dict[str, str] | None = None) -> bytes:
    told = {"Host": f"127.0.0.1:{port}", "Accept-Encoding": "gzip", "Connection": "close"} | (headers or {})
    lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in told.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _children(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _ticks_of_family(pid):
    """Of a process, its children, and those that have ended: gunicorn replaces workers in between."""
    return sum(_ticks(pid, ended=True)) + sum(sum(_ticks(child)) for child in _children(pid))


def _ticks(pid, ended=False):
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except FileNotFoundError:  # it has ended just now, and counts with its parent
        return []
    return [int(field) for field in fields[11 : 15 if ended else 13]]


def _kilobytes(pid, name):
    rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith(f"{name}:"))
