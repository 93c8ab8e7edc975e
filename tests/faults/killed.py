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

from .database import running_database
from .found import Found
from .portals import WARM, port_of, portal_in, serving
from .progress import say
from .publishing import FEED, TELL_STORED, Publishing, Witness, finds, is_readable, shown
from .readers import Readers, ask

#: Of each fault: 200 texts, by two editors, while 20 times something is killed.
ROUNDS, EDITORS, OF_EACH, A_SECOND = 20, 2, 5, 10
#: A round of publishing takes about so long; what is killed is killed at some moment of it.
ROUND_SECONDS = 1.0
MOST_SECONDS_UNTIL_SHOWN = 5


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
    database = running_database()
    with TemporaryDirectory() as folder, ExitStack() as stack:
        site = portal_in(Path(folder), database.url, DJANGO_SETTINGS_MODULE="tests.faults.settings")
        portal = Portal(site, database, stack)
        for name, kill, must_answer in FAULTS:
            yield _provoked(name, kill, portal, must_answer)


def _provoked(name, kill, portal, must_answer):
    seconds, published, missing = [], [], []
    for path in WARM * 6:
        ask(portal.port, path)
    with Readers(portal.port, A_SECOND, questions()) as readers, Witness(portal.port) as witness:
        for number in range(ROUNDS):
            published += (publishing := [Publishing(portal.port, OF_EACH) for _ in range(EDITORS)])
            seconds.append(_one_round(kill, portal, publishing))
            missing += _missing_from_feed(portal.port, publishing)
            say(f"  {name}: {number + 1} of {ROUNDS}")
    acknowledged = {word: path for one in published for word, path in one.acknowledged.items()}
    tried = [word for one in published for word in one.tried]
    unfit = _unfit(portal, acknowledged, tried) | {
        "shown half": witness.halves,
        "missing from the feed": missing,
    }
    failed = sum(answer.status != 200 for answer in readers.answers)
    opened = len(witness.opened & acknowledged.keys())
    also = f"{len(acknowledged)} acknowledged of {len(tried)} tried, {opened} opened as soon as shown"
    also += f" (slowest {witness.slowest:.1f} s)"
    also += "".join(f"; {len(words)} {why}" for why, words in unfit.items())
    is_over = any(unfit.values()) or (must_answer and failed > 0)
    lost = len(unfit["lost"])
    return Found(name, len(readers.answers), failed, max(seconds), lost, also, is_over)


def _one_round(kill, portal, publishing):
    """Seconds until a page that needs the database was there again."""
    for one in publishing:
        one.start()
    time.sleep(random.random() * ROUND_SECONDS)
    began = time.time()
    kill(portal)
    while ask(portal.port, f"/en/search/?q=word{time.time_ns()}").status != 200:
        time.sleep(0.05)
    seconds = time.time() - began
    for one in publishing:
        one.join()
    return seconds


def _missing_from_feed(port, publishing):
    """Of what was acknowledged in this round."""
    words = {word for one in publishing for word in one.acknowledged}
    deadline = time.monotonic() + MOST_SECONDS_UNTIL_SHOWN
    while words and time.monotonic() < deadline:
        words -= {word for word, *_ in shown(ask(port, FEED))}
    return sorted(words)


def _unfit(portal, acknowledged, tried):
    """What was promised and isn't there, what is there in part, and what is found without being there."""
    site, port = portal.site, portal.port
    stored = json.loads(site.manage("shell", "--verbosity", "0", "--command", TELL_STORED))
    parts = {word: stored[word] for word in tried if word in stored}
    whole = {word for word, there in parts.items() if all(there.values())}
    return {
        "lost": [
            word
            for word, path in acknowledged.items()
            if word not in whole or not is_readable(port, word, path)
        ],
        "half": [word for word, there in parts.items() if any(there.values()) and word not in whole],
        "found without being there": [word for word in tried if word not in whole and finds(port, word)],
    }
