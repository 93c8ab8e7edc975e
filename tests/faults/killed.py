"""PostgreSQL or gunicorn is killed while texts are published: is every acknowledged one there, whole?"""

import json
import os
import random
import signal
import time
from contextlib import ExitStack, suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from .database import running_database
from .found import Found
from .portals import WARM, port_of, portal_in, serving
from .readers import Readers, ask

#: Of each fault; 210 texts are published in all.
ROUNDS, A_ROUND, A_SECOND = 7, 10, 10
#: A round of publishing takes about so long; what is killed is killed at some moment of it.
ROUND_SECONDS = 1.0
FEED = "/ar/feeds/latest.json"
LIVE_TEXTS = """
import json
from articles.models import Article
rows = Article.objects.live("ar").filter(slug_ar__startswith="zq")
print(json.dumps({row.slug_ar: row.url_in("ar") for row in rows}))
"""


class Publishing(Thread):
    """Publishes texts, one after the other, until ``A_ROUND`` of them have been acknowledged."""

    words = (f"zq{number:05}" for number in count())

    def __init__(self, port):
        super().__init__(daemon=True)
        self._port = port
        self.acknowledged: dict[str, str] = {}
        self.tried: list[str] = []

    def run(self):
        while len(self.acknowledged) < A_ROUND:
            word = next(self.words)
            self.tried.append(word)
            answer = ask(self._port, f"/publish/{word}/")
            if answer.status == 200:
                self.acknowledged[word] = answer.text.partition(b"\r\n\r\n")[2].decode()
            else:
                time.sleep(0.1)


def questions():
    for number in count():
        yield "warm", WARM[number % len(WARM)]


class Portal:
    """What is killed, and how it is begun again."""

    def __init__(self, site, database, stack):
        self.site, self.database, self.port = site, database, port_of(site)
        self._stack = stack
        self.serve()

    def serve(self):
        self.master = self._stack.enter_context(serving(self.site))

    def kill_server(self):
        children = Path(f"/proc/{self.master}/task/{self.master}/children").read_text().split()
        for pid in (self.master, *map(int, children)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.serve()

    def kill_postmaster(self):
        self.database.kill()
        self.database.start()


FAULTS = (
    ("kill -9 of a PostgreSQL backend", lambda portal: portal.database.kill_backend(), True),
    ("kill -9 of PostgreSQL", Portal.kill_postmaster, True),
    ("kill -9 of gunicorn", Portal.kill_server, False),
)


def provoke():
    with TemporaryDirectory() as folder, running_database() as database, ExitStack() as stack:
        site = portal_in(Path(folder), database.url, DJANGO_SETTINGS_MODULE="tests.faults.settings")
        portal = Portal(site, database, stack)
        for name, kill, must_answer in FAULTS:
            yield _provoked(name, kill, portal, must_answer)


def _provoked(name, kill, portal, must_answer):
    seconds, lost, halves, tried, acknowledged = [], 0, 0, [], {}
    for path in WARM * 6:
        ask(portal.port, path)
    with Readers(portal.port, A_SECOND, questions()) as readers:
        for _ in range(ROUNDS):
            publishing = Publishing(portal.port)
            publishing.start()
            time.sleep(random.random() * ROUND_SECONDS)
            seconds.append(_seconds_of(kill, portal))
            publishing.join()
            lost += _lost(portal, publishing)
            tried += publishing.tried
            acknowledged |= publishing.acknowledged
    halves = _halves(portal, tried)
    lost += sum(not _is_whole(portal.port, word, page) for word, page in acknowledged.items())
    failed = sum(answer.status != 200 for answer in readers.answers)
    also = f"{len(acknowledged)} acknowledged of {len(tried)} tried; {halves} half"
    is_over = bool(lost or halves or (must_answer and failed))
    return Found(name, len(readers.answers), failed, max(seconds), lost, also, is_over)


def _seconds_of(kill, portal):
    """Until a page that needs the database is there again."""
    began = time.time()
    kill(portal)
    while ask(portal.port, f"/en/search/?q=word{time.time_ns()}").status != 200:
        time.sleep(0.05)
    return time.time() - began


def _lost(portal, publishing):
    """Of what was acknowledged in this round, what the feed lacks a second later."""
    time.sleep(1)
    feed = ask(portal.port, FEED).text.decode(errors="replace")
    return sum(word not in feed for word in publishing.acknowledged)


def _is_whole(port, word, page):
    """In the index and as a page."""
    return _finds(port, word) and f"{word} كاملا." in ask(port, page).text.decode(errors="replace")


def _finds(port, word):
    return f"/{word}/" in ask(port, f"/ar/search/?q={word}").text.decode(errors="replace")


def _halves(portal, tried):
    """What is live without being found, or is found without being live."""
    live = json.loads(portal.site.manage("shell", "--verbosity", "0", "--command", LIVE_TEXTS))
    return sum(
        not _is_whole(portal.port, word, live[word]) if word in live else _finds(portal.port, word)
        for word in tried
    )
