"""Pages as a server sends them: gunicorn, two sync workers, one connection for each request."""

import gzip
import os
import socket
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.serving import free_port, gunicorn

TICKS = os.sysconf("SC_CLK_TCK")
WARM_UP = 200
MIB = 1024


@dataclass(frozen=True)
class Round:
    """Milliseconds of the processor a request, requests a second, and the 99th percentile in milliseconds."""

    cpu: float
    rate: float
    p99: float

    @classmethod
    def middle_of(cls, rounds: list["Round"]) -> "Round":
        return cls(*(statistics.median(figures) for figures in zip(*map(_figures, rounds), strict=True)))


def _figures(one):
    return one.cpu, one.rate, one.p99


@dataclass(frozen=True)
class Server:
    port: int
    master: int

    @property
    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.master}/task/{self.master}/children").read_text()
        return [int(pid) for pid in children.split()]

    def round(self, path: str, number: int, headers: dict[str, str] | None = None) -> Round:
        asked = request_for(self.port, path, headers)
        for _ in range(WARM_UP if number > WARM_UP else 2):
            self.ask(asked)
        before, began, times = self._cpu(), time.perf_counter(), []
        for _ in range(number):
            start = time.perf_counter()
            self.ask(asked)
            times.append(time.perf_counter() - start)
        took = time.perf_counter() - began
        p99 = sorted(times)[int(number * 0.99)]
        return Round((self._cpu() - before) / number * 1000, number / took, p99 * 1000)

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
        return sum(_pss(pid) for pid in (self.master, *self.workers)) / MIB

    def _cpu(self):
        return sum(_ticks(pid) for pid in self.workers) / TICKS


@contextmanager
def served(application: str, **environment) -> Iterator[Server]:
    port = free_port()
    with TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with gunicorn(application, port, log, **{"WEB_CONCURRENCY": "2"} | environment) as master:
            yield Server(port, master)


def request_for(port: int, path: str, headers: dict[str, str] | None = None) -> bytes:
    told = {"Host": f"127.0.0.1:{port}", "Accept-Encoding": "gzip"} | (headers or {})
    lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in told.items())]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _ticks(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def _pss(pid):
    rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(row.split()[1]) for row in rows if row.startswith("Pss:"))
