"""Somebody writes to SQLite for seven seconds in one transaction: what do readers and an editor notice?"""

import sqlite3
import time
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

from .found import Found
from .portals import LIVE, WARM, cold, port_of, portal_on_sqlite, serving
from .publishing import Publishing
from .readers import Readers, ask, not_as_due, p99, slowest

A_SECOND, LOCKED_SECONDS = 20, 7
#: Of readers, while an editor waits in one of two workers.
MOST_MILLISECONDS = 300


def questions():
    for number in count():
        yield "warm", (*WARM, LIVE)[number % (len(WARM) + 1)]
        if number % 5 == 0:
            yield "cold", cold(number)


def provoke():
    with TemporaryDirectory() as name:
        folder = Path(name)
        site = portal_on_sqlite(folder, DJANGO_SETTINGS_MODULE="tests.faults.settings")
        with serving(site):
            yield _provoked(port_of(site), folder / "db.sqlite3")


def _provoked(port, file):
    for path in (*WARM, LIVE) * 6:
        ask(port, path)
    editor = Publishing(port, 1)
    with Readers(port, A_SECOND, questions()) as readers:
        locked = Thread(target=_hold, args=[file])
        locked.start()
        time.sleep(0.5)
        editor.start()
        locked.join()
        released = time.time()
        editor.join()
        seconds = time.time() - released
    failed = len(not_as_due(readers.answers))
    quick = p99(readers.answers)
    also = f"readers p99 {quick:.0f} ms, slowest {slowest(readers.answers):.0f} ms; "
    also += f"the editor was told {len(editor.tried) - 1} times to try again"
    is_over = failed > 0 or quick > MOST_MILLISECONDS
    return Found("SQLite locked for 7 s", len(readers.answers), failed, seconds, 0, also, is_over)


def _hold(file):
    with sqlite3.connect(file, isolation_level=None, timeout=30) as line:
        line.execute("BEGIN IMMEDIATE")
        time.sleep(LOCKED_SECONDS)
        line.execute("ROLLBACK")
    line.close()
