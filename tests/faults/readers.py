"""Readers who ask so many times a second, whatever becomes of their questions, and what each was answered."""

import re
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event, Thread

from benchmarks.served import request_for

from .progress import say

MOST_AT_ONCE = 100
PATIENCE_SECONDS = 30


@dataclass(frozen=True)
class Answer:
    """``status`` is 0 where the connection ended without an answer."""

    kind: str
    began: float
    took: float
    status: int
    text: bytes = b""
    #: Why there was no answer.
    error: str = ""

    @property
    def body(self) -> str:
        return self.text.partition(b"\r\n\r\n")[2].decode(errors="replace")


def ask(port: int, path: str, kind: str = "") -> Answer:
    began, told, why = time.time(), b"", ""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS) as line:
            line.sendall(request_for(port, path, {"Accept-Encoding": "identity"}))
            while part := line.recv(65536):
                told += part
        if not _is_whole(told):
            told, why = b"", f"cut off after {len(told)} bytes"
    except OSError as error:
        told, why = b"", repr(error)
    status = int(told[9:12]) if told.startswith(b"HTTP/1.1 ") else 0
    return Answer(kind, began, time.time() - began, status, told, why)


def _is_whole(told):
    head, _, body = told.partition(b"\r\n\r\n")
    length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
    return bool(told) and (length is None or len(body) == int(length[1]))


class Readers(Thread):
    """``questions`` gives kind and path of each request, one after the other, without end."""

    def __init__(self, port: int, a_second: float, questions: Iterator[tuple[str, str]]):
        super().__init__(daemon=True)
        self._port, self._pause, self._questions = port, 1 / a_second, questions
        self._end = Event()
        self.answers: list[Answer] = []

    def run(self):
        due = time.monotonic()
        with ThreadPoolExecutor(MOST_AT_ONCE) as pool:
            while not self._end.wait(max(0.0, due - time.monotonic())):
                due += self._pause
                pool.submit(self._ask, *next(self._questions))

    def _ask(self, kind, path):
        self.answers.append(ask(self._port, path, kind))

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *error):
        self._end.set()
        self.join()


def not_as_due(answers, right=(200,)) -> list[Answer]:
    """Each is told as well: nobody has to guess why."""
    wrong = [answer for answer in answers if answer.status not in right]
    for answer in wrong:
        said = answer.error or answer.body[:200]
        say(f"    {answer.kind} {answer.status}, asked {answer.began:.3f}, took {answer.took:.3f}: {said}")
    return wrong


def slowest(answers) -> float:
    """Milliseconds."""
    return max((answer.took for answer in answers), default=0.0) * 1000


def p99(answers) -> float:
    times = sorted(answer.took for answer in answers)
    return times[int(len(times) * 0.99)] * 1000 if times else 0.0
