"""Redis, which keeps pages for several machines, is ended, hangs, and comes back."""

import shutil
import time
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.edge.test_redis import Redis

from .found import Found
from .portals import LIVE, WARM, cold, port_of, portal_on_sqlite, serving
from .readers import Readers, ask, slowest

A_SECOND, SECONDS = 20, 10
MOST_SECONDS = 3


def questions():
    for number in count():
        if number % 10 == 0:
            yield "cold", cold(number)
        yield "warm", (*WARM, LIVE)[number % (len(WARM) + 1)]


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
                for fault, act in (("Redis gone", redis.end), ("Redis hangs", redis.hang)):
                    yield _provoked(fault, act, redis, port_of(site))
        finally:
            redis.end()


def _provoked(fault, act, redis, port):
    for path in (*WARM, LIVE) * 6:
        ask(port, path)
    with Readers(port, A_SECOND, questions()) as readers:
        act()
        time.sleep(SECONDS)
        redis.begin_again()
        began = time.time()
        while ask(port, "/health/ready/").status != 200:
            time.sleep(0.05)
        seconds = time.time() - began
    failed = sum(answer.status != 200 for answer in readers.answers)
    longest = slowest(readers.answers) / 1000
    is_over = failed > 0 or longest > MOST_SECONDS
    return Found(fault, len(readers.answers), failed, seconds, 0, f"slowest {longest:.1f} s", is_over)
