"""Workers are restarted, or killed, under 50 requests a second; a schedule falls due in the middle of it."""

import os
import signal
import time
from collections import Counter
from contextlib import suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from .found import Found
from .portals import LIVE, WARM, port_of, portal_on_sqlite, serving
from .readers import Readers, ask, slowest

A_SECOND, SECONDS, PAUSE_SECONDS = 50, 42, 3
SCHEDULED = "خبرالموعد"
#: Never kept, and asks the database each time.
READY = "/health/ready/"
#: The list of the latest shows it from its second on; a page may be a second old.
MOST_SECONDS_OLD = 1
SCHEDULE = f"""
from datetime import timedelta
from django.utils import timezone
from articles.models import Article, Topic
from articles.workflow import save_revision, schedule
article = Article.objects.create(topic=Topic.objects.first())
text = {{"headline": "{SCHEDULED}", "slug": "s", "standfirst": "خبر.", "body": "<p>خبر.</p>"}}
due = timezone.now() + timedelta(seconds=8)
schedule(save_revision(article, "ar", text, by=None, started_from=0), by=None, at=due)
print(due.timestamp())
"""


def questions():
    for number in count():
        yield ("asks", READY) if number % 10 == 0 else ("warm", WARM[number % len(WARM)])


def latest():
    while True:
        yield "warm", "/ar/articles/"


def provoke():
    with TemporaryDirectory() as folder:
        site = portal_on_sqlite(Path(folder))
        with serving(site) as master:
            port = port_of(site)
            for path in (*WARM, LIVE) * 6:
                ask(port, path)
            yield _under_load("all workers restarted (HUP)", port, master, _hang_up, most=0)
            yield _under_load("kill -9 of a worker", port, master, _kill_one, most=SECONDS // PAUSE_SECONDS)
            yield _across_a_schedule(site, port, master)


def _under_load(name, port, master, act, most):
    """``most`` may fail: one for each worker that is killed while it is at something."""
    seconds, end = [], time.monotonic() + SECONDS
    with Readers(port, A_SECOND, questions()) as readers:
        while time.monotonic() < end:
            time.sleep(PAUSE_SECONDS)
            seconds.append(act(master))
    others = Counter((answer.kind, answer.status) for answer in readers.answers if answer.status != 200)
    failed = others.total()
    also = f"{len(seconds)} times; slowest {slowest(readers.answers) / 1000:.1f} s" + _told(others)
    return Found(name, len(readers.answers), failed, max(seconds), 0, also, failed > most)


def _told(others):
    return "".join(f"; {number} × {status or 'none'} ({kind})" for (kind, status), number in others.items())


def _workers(master):
    return set(map(int, Path(f"/proc/{master}/task/{master}/children").read_text().split()))


def _hang_up(master):
    before, began = _workers(master), time.monotonic()
    os.kill(master, signal.SIGHUP)
    while before & (now := _workers(master)) or len(now) < len(before):
        time.sleep(0.02)
    return time.monotonic() - began


def _kill_one(master):
    """That it is gone is seen only after gunicorn has noticed."""
    before, began = _workers(master), time.monotonic()
    killed = min(before)
    with suppress(ProcessLookupError):
        os.kill(killed, signal.SIGKILL)
    while killed in (now := _workers(master)) or len(now) < len(before):
        time.sleep(0.02)
    return time.monotonic() - began


def _across_a_schedule(site, port, master):
    """Every worker is new when it is due, more than once."""
    due = float(site.manage("shell", "--verbosity", "0", "--command", SCHEDULE))
    with Readers(port, A_SECOND, latest()) as readers:
        while time.time() < due + 3:
            time.sleep(0.5)
            _hang_up(master)
    shown = [answer for answer in readers.answers if SCHEDULED.encode() in answer.text]
    early = sum(answer.began + answer.took < due for answer in shown)
    late = sum(answer not in shown for answer in readers.answers if answer.began > due + MOST_SECONDS_OLD)
    failed = sum(answer.status != 200 for answer in readers.answers)
    seconds = max(0.0, min(answer.began for answer in shown) - due)
    also = f"{early} showed it early, {late} late"
    over = bool(failed or early or late)
    return Found(
        "a schedule falls due during restarts", len(readers.answers), failed, seconds, late, also, over
    )
