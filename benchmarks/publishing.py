"""A page is published over and over while it is read: how soon does each process show the new text?

``make bench`` runs it; VAR_DIR or DATABASE_URL names a portal with articles, of which the newest Arabic one
is published anew and set back. The answer is 1 where a limit is missed (issue 9).
"""

import argparse
import os
import re
import sys
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event, Thread

from tqdm import tqdm

from benchmarks.served import PORTAL, Server, request_for, served
from benchmarks.spike import publish
from benchmarks.tables import tell

A_SECOND, READERS, TIMES = 50, 8, 5
MOST_SECONDS_OLD = 1
#: Long enough for every process to be asked many times.
PAUSE = 3
HEADLINE = "خبر رقم"


@dataclass(frozen=True)
class Answer:
    """``text`` is the number of the publication that it shows, 0 before the first."""

    began: float
    ended: float
    process: int
    text: int


class Reading(Thread):
    """``A_SECOND`` requests a second until it is told to end."""

    def __init__(self, server: Server, path: str):
        super().__init__()
        self._server, self._end = server, Event()
        self._request = request_for(server.port, path, {"Accept-Encoding": "identity"})
        self.answers: list[Answer] = []
        self.failed = 0

    def run(self):
        with ThreadPoolExecutor(READERS) as readers:
            while not self._end.wait(1 / A_SECOND):
                readers.submit(self._read)

    def end(self):
        self._end.set()
        self.join()

    def _read(self):
        began = time.time()
        try:
            answer = self._server.ask(self._request)
            process = int(re.search(rb"\r\nProcess: (\d+)", answer)[1])
        except (OSError, TypeError):
            self.failed += 1
            return
        self.failed += not answer.startswith(b"HTTP/1.1 200")
        text = re.search(f"<h1[^>]*>\\s*{HEADLINE} (\\d+)".encode(), answer)
        self.answers.append(Answer(began, time.time(), process, int(text[1]) if text else 0))


def seconds_old(answers: list[Answer], committed: list[float]) -> float:
    """The longest that any answer was behind what had been published when it was asked for."""
    behind = [
        answer.began - committed[answer.text]
        for answer in answers
        if answer.text < len(committed) and answer.began > committed[answer.text]
    ]
    return max(behind, default=0.0)


def steps_back(answers: list[Answer]) -> int:
    """How often a process showed an older text to somebody who asked after it had shown a newer one."""
    shown, number = defaultdict(list), 0
    for answer in sorted(answers, key=lambda one: one.began):
        earlier = shown[answer.process]
        number += any(one.text > answer.text and one.ended <= answer.began for one in earlier)
        earlier.append(answer)
    return number


def measure(times: int) -> tuple[Reading, list[float]]:
    """What was read, and when each text was committed."""
    with served("benchmarks.named_process", **PORTAL) as server:
        page = re.search(r"/ar/articles/(\d+)/[^\"/]+/", server.text("/ar/"))
        title = re.search(r"<h1[^>]*>\s*(.*?)\s*</h1>", server.text(page[0]), re.DOTALL)[1]
        reading, committed = Reading(server, page[0]), []
        reading.start()
        try:
            for number in tqdm(range(1, times + 1), desc="Publishing", disable=None):
                committed.append(publish(page[1], f"{HEADLINE} {number}"))
                time.sleep(PAUSE)
        finally:
            reading.end()
            publish(page[1], title)
    return reading, committed


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--times", type=int, default=TIMES)
    reading, committed = measure(parser.parse_args().times)
    answers = reading.answers
    found = (
        ("failed requests", reading.failed, 0),
        ("seconds that any process showed an old text", seconds_old(answers, committed), MOST_SECONDS_OLD),
        ("old texts after newer ones, same process", steps_back(answers), 0),
    )
    table = [(*row, "over" if row[1] > row[2] else "") for row in found]
    processes = len({answer.process for answer in answers})
    title = (
        f"{len(committed)} publications while {len(answers)} requests were answered by {processes} processes"
    )
    tell("publishing", title, ("", "found", "limit", ""), table)
    return int(any(row[-1] for row in table))


if __name__ == "__main__":
    os.environ.setdefault("SITE_URL", "http://127.0.0.1:8000")
    sys.exit(main())
