"""The database hangs, or takes two seconds for everything: who waits, and for how long?"""

import time
from dataclasses import replace
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from .database import running_database
from .found import Found
from .portals import LIVE, WARM, cold, port_of, portal_in, serving
from .proxy import line_to
from .readers import Readers, ask, p99, slowest

A_SECOND, SECONDS = 30, 20
MOST_SECONDS, MOST_SECONDS_TO_RECOVER = 10, 5
MOST_MILLISECONDS = {"warm": 50, "live": 50, "cold": 200}
#: A mode of the line, what it stands for, and the most seconds until the breaker opens.
FAULTS = (
    ("hang", "database hangs", 5),
    ("delay", "database takes 2 s for everything", 10),
)
HOW = {"": "false", ", connections of a pool": "true"}
#: What was seen before and what asks nothing is always there; of the rest it may be said that it isn't.
RIGHT = {"warm": {200}, "live": {200}, "cold": {200, 503}}


def questions():
    for number in count():
        yield "warm", WARM[number % len(WARM)]
        yield "live", LIVE
        if number % 3 == 0:
            yield "cold", cold(number)


def provoke():
    database = running_database()
    with TemporaryDirectory() as folder, line_to(database.socket) as line:
        url = f"postgres://postgres@127.0.0.1:{line.port}/portal"
        site = portal_in(Path(folder), url)
        for how, pool in HOW.items():
            pooled = replace(site, environment=site.environment | {"DATABASE_POOL": pool})
            with serving(pooled):
                for mode, name, most in FAULTS:
                    breaker = Path(folder) / "default_is_silent"
                    answers, *moments = _provoked(line, port_of(site), breaker, mode)
                    yield _found(f"{name}{how}", most, answers, *moments)


def _provoked(line, port, breaker, mode):
    for path in WARM * 6:
        ask(port, path)
    with Readers(port, A_SECOND, questions()) as readers:
        time.sleep(2)
        began = time.time()
        line.set(mode)
        opened = _wait_for(breaker.exists)
        time.sleep(SECONDS)
        line.set("pass")
        released = time.time()
        _wait_for(lambda: ask(port, cold(int(time.time() * 1000)), "cold").status == 200)
        recovered = time.time()
    return readers.answers, began, opened, released, recovered


def _wait_for(happens, seconds=15):
    """When it had happened; what never happens is over every limit, too."""
    deadline = time.monotonic() + seconds
    while not happens() and time.monotonic() < deadline:
        time.sleep(0.02)
    return time.time()


def _found(name, most, answers, began, opened, released, recovered):
    hung = [answer for answer in answers if began <= answer.began < released]
    failed = sum(answer.status not in RIGHT[answer.kind] for answer in answers)
    quick = _quick([answer for answer in hung if answer.began > opened + 0.5])
    longest = slowest(hung) / 1000
    told = ", ".join(f"{kind} {took:.0f} ms" for kind, took in quick.items())
    also = f"breaker after {opened - began:.1f} s, slowest {longest:.1f} s; then p99: {told}"
    is_over = (
        failed > 0
        or opened - began > most
        or longest > MOST_SECONDS
        or any(quick[kind] > MOST_MILLISECONDS[kind] for kind in quick)
        or recovered - released > MOST_SECONDS_TO_RECOVER
    )
    return Found(name, len(answers), failed, recovered - released, 0, also, is_over)


def _quick(answers):
    return {kind: p99(answer for answer in answers if answer.kind == kind) for kind in RIGHT}
