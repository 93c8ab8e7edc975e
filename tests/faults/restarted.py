"""Workers are restarted, or killed, under 50 requests a second; a schedule falls due in the middle of it."""

import os
import signal
import time
from collections import Counter
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.edge.programs import find, nginx, running
from tests.serving import free_port

from .found import Found
from .masters import hang_up, kill_one, take_over
from .portals import LIVE, WARM, port_of, portal_on_sqlite, serving
from .progress import say
from .readers import Readers, ask, not_as_due, slowest

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


def of_readers():
    for number in count():
        yield ("asks", READY) if number % 10 == 0 else ("warm", WARM[number % len(WARM)])


def unkept():
    """So that all of it comes to gunicorn."""
    for number in count():
        yield ("asks", READY) if number % 10 == 0 else ("live", LIVE)


def latest():
    while True:
        yield "warm", "/ar/articles/"


def provoke():
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # nginx's workers may be another account's
        site = portal_on_sqlite(folder, BEHIND_PROXY="true")
        with served_by_many(site) as masters:
            port = port_of(site)
            for path in (*WARM, LIVE) * 6:
                ask(port, path)
            for signs, act in (("HUP", hang_up), ("HUP again", hang_up), ("USR2", take_over)):
                yield _under_load(f"all workers restarted ({signs})", port, masters, act, most=0)
            most = SECONDS // PAUSE_SECONDS
            yield _under_load("kill -9 of a worker, gunicorn alone", port, masters, kill_one, most=most)
            if find("nginx"):
                front = free_port()
                with running(nginx(folder, port, front), front, folder / "nginx.out"):
                    fault = "kill -9 of a worker, behind nginx"
                    yield _under_load(fault, front, masters, kill_one, most=0, questions=unkept())
            yield _across_a_schedule(site, port, masters)


@contextmanager
def served_by_many(site):
    """The masters, of which the last one serves: each USR2 brings another."""
    with serving(site) as first:
        masters = [first]
        try:
            yield masters
        finally:
            if masters[-1] != first:
                os.kill(masters[-1], signal.SIGTERM)


def _under_load(name, port, masters, act, most, questions=None):
    """``most`` may fail: one for each worker that is killed while it is at something."""
    seconds, end = [], time.monotonic() + SECONDS
    with Readers(port, A_SECOND, questions or of_readers()) as readers:
        while time.monotonic() < end:
            time.sleep(PAUSE_SECONDS)
            say(f"    {name}, at {time.time():.3f}")
            seconds.append(act(masters))
    failed = not_as_due(readers.answers)
    kinds = Counter((answer.kind, answer.status) for answer in failed)
    also = f"{len(seconds)} times; slowest {slowest(readers.answers) / 1000:.1f} s" + _told(kinds)
    return Found(name, len(readers.answers), len(failed), max(seconds), 0, also, len(failed) > most)


def _told(kinds):
    return "".join(f"; {number} × {status or 'none'} ({kind})" for (kind, status), number in kinds.items())


def _across_a_schedule(site, port, masters):
    """Every worker is new when it is due, more than once."""
    due = float(site.manage("shell", "--verbosity", "0", "--command", SCHEDULE))
    with Readers(port, A_SECOND, latest()) as readers:
        while time.time() < due + 3:
            time.sleep(0.5)
            hang_up(masters)
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
