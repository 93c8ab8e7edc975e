"""SQLite copies itself page by page, through its own interface: inside a file nobody else needs to wait."""

import sqlite3
from contextlib import closing
from math import ceil
from pathlib import Path

from django.db import connections

from portal.moving.folder import write_private
from portal.moving.progress import Track

from .failures import CannotBackUp

FILE = "database.sqlite3"
PAGES_AT_ONCE = 2_000


def dump(target: Path, using: str, track: Track) -> None:
    """Copy what the open transaction sees."""
    write_private(target).close()
    with closing(sqlite3.connect(target)) as copy:
        _copy(connections[using].connection, copy, track)
        # One file that is whole by itself, even where it can't be written to.
        copy.execute("PRAGMA journal_mode=DELETE")
        found = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise CannotBackUp(f"The database is damaged, so there is nothing worth keeping: {found}")


def load(source: Path, using: str, track: Track) -> None:
    """One transaction: until it ends, and if it doesn't, everybody sees what was there before."""
    connections[using].ensure_connection()
    with closing(sqlite3.connect(f"{source.resolve().as_uri()}?immutable=1", uri=True)) as kept:
        _copy(kept, connections[using].connection, track)


def _copy(source, target, track):
    (pages,) = source.execute("PRAGMA page_count").fetchone()
    total = ceil(pages / PAGES_AT_ONCE)
    steps = iter(track(range(total), "database", total))

    def one_step_more(status, remaining, total):
        if remaining:  # after the last it is done, and no error may say otherwise
            next(steps, None)

    source.backup(target, pages=PAGES_AT_ONCE, progress=one_step_more)
    next(steps, None)
