"""Which state of the content pages are made of: everything that is kept is good while this stays the same.

A thread of each process asks the database twice a second, so no reader waits for it. Only the first reader
after a change on the same machine, and at a moment at which something is due, looks at once. While the
database is away the last answer stands, and what is kept is served however old it is.
"""

import logging
import os
import threading
from time import time
from typing import NamedTuple

from django.db import DatabaseError, connection
from django.utils import timezone

from portal.caching import LOOK_SECONDS

from .bell import last_rung
from .models import Change
from .moments import around, last_taken_back
from .replica import Noted
from .stores import SharedPages

#: How many changes stay noted. Only how many there are and the last one count.
KEPT, MOST = 1_000, 2_000

logger = logging.getLogger(__name__)


class Generation(NamedTuple):
    """``name`` is the same in every process; ``is_certain``: the database confirmed it just now.

    ``since`` is when, in seconds since 1970, something was last taken back: what was made before may show it,
    and is not served again, not even while nothing better can be had. ``changes`` are what it is named for.
    """

    name: str
    is_certain: bool = True
    since: float = 0.0
    changes: Noted | None = None


UNKNOWN = Generation("", is_certain=False, since=float("inf"))
#: A page that was being made, or an act that was being done, at that moment has ended by then.
MARGIN_SECONDS = 30


class Watch:
    """What the database says. It begins to look with the first question, after a server has forked."""

    def __init__(self):
        self._generation = UNKNOWN
        self._changes = None
        self._since = 0.0
        self._passed = self._next = None
        self._process = self._rung = None
        self._lock = threading.RLock()

    def now(self) -> Generation:
        if self._process != os.getpid():
            self._begin()
        rung = last_rung()
        if rung != self._rung or not self._is_their_time(time()):
            self._rung = rung
            self.look()
        return self._generation

    def look(self) -> None:
        """Ask the database, one after the other: an older answer never takes the place of a newer."""
        with self._lock:
            self._look()

    def _look(self):
        try:
            changes = Noted.in_database()
            self._look_at_clock(is_changed=changes != self._changes)
            if changes != self._changes:
                self._look_back()
        except DatabaseError as error:
            if self._generation.is_certain:
                logger.warning("The database is away; pages are served as they were: %s", error)
            since = self._generation.since if self._generation.name else SharedPages().since()
            self._generation = self._generation._replace(is_certain=False, since=since)
            self._passed = self._next = None  # nobody who asks for a page looks until it is back
            connection.close()
            return
        self._changes = changes
        last, number = changes
        name = f"{last}.{number}.{self._passed:.6f}"
        self._generation = Generation(name, since=self._since, changes=changes)

    def _look_at_clock(self, is_changed: bool) -> None:
        if is_changed or self._next is None or not self._is_their_time(time()):
            self._passed, self._next = (moment.timestamp() for moment in around(timezone.now()))

    def _look_back(self):
        """Never back again: what was withdrawn and is published anew was another text before."""
        last = last_taken_back()
        self._since = max(self._since, last.timestamp() + MARGIN_SECONDS if last else 0.0)
        SharedPages().remember_since(self._since)

    def _is_their_time(self, now):
        """Whether it is between the two moments; also while nobody could tell them yet."""
        return self._next is None or self._passed <= now < self._next

    def _begin(self):
        with self._lock:
            if self._process == os.getpid():
                return
            self.look()
            self._process = os.getpid()
            threading.Thread(target=self._go_on, name="page-cache-watch", daemon=True).start()

    def _go_on(self):
        pause = threading.Event()
        while not pause.wait(self._seconds_to_wait()):
            self.look()
            self._thin_out()

    def _seconds_to_wait(self):
        if self._next is None:
            return LOOK_SECONDS
        return max(0.001, min(LOOK_SECONDS, self._next - time()))

    def _thin_out(self):
        last, number = self._changes or (0, 0)
        if number > MOST:
            try:
                Change.objects.filter(pk__lte=last - KEPT).delete()
            except DatabaseError:
                connection.close()  # the next look says that it is away
