"""Redis, which keeps pages for several machines, is ended, hangs, is slow, forgets, and comes back."""

import shutil
import time
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from redis import Redis as Line

from tests.edge.test_redis import Redis

from .found import Found
from .portals import LIVE, WARM, cold, port_of, portal_on_sqlite, serving
from .readers import Readers, ask, not_as_due, slowest

A_SECOND, SECONDS, TIMES = 20, 10, 20
MOST_SECONDS = 3


def questions():
    for number in count():
        if number % 10 == 0:
            yield "cold", cold(number)
        yield "warm", (*WARM, LIVE)[number % (len(WARM) + 1)]


def _say(redis, *command):
    with Line.from_url(redis.url) as line:
        line.execute_command(*command)


#: What is done, and how often.
FAULTS = {
    "Redis gone": (Redis.end, 1),
    "Redis hangs": (Redis.hang, 1),
    "Redis slow (0.4 s an answer)": (lambda redis: _say(redis, "CLIENT", "PAUSE", "400"), TIMES),
    "Redis flushed": (lambda redis: _say(redis, "FLUSHALL"), TIMES),
}


def provoke():
    if not shutil.which("redis-server"):
        return
    with TemporaryDirectory() as name:
        folder = Path(name)
        redis = Redis(folder)
        redis.begin()
        site = portal_on_sqlite(folder, CACHE_URL=redis.url)
        try:
            with serving(site):
                for fault, what in FAULTS.items():
                    yield _provoked(fault, *what, redis, port_of(site))
        finally:
            redis.end()


def _provoked(fault, act, times, redis, port):
    for path in (*WARM, LIVE) * 6:
        ask(port, path)
    with Readers(port, A_SECOND, questions()) as readers:
        for _ in range(times):
            act(redis)
            time.sleep(SECONDS / times)
        redis.begin_again()
        began = time.time()
        while ask(port, "/health/ready/").status != 200:
            time.sleep(0.05)
        seconds = time.time() - began
    failed = len(not_as_due(readers.answers))
    longest = slowest(readers.answers) / 1000
    is_over = failed > 0 or longest > MOST_SECONDS
    return Found(fault, len(readers.answers), failed, seconds, 0, f"slowest {longest:.1f} s", is_over)
