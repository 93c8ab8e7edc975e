"""Open while the database, or another server, is silent: whoever would ask it is refused at once.

A file says so to all processes of this machine. It holds for a few seconds only, and a thread of the process
that noticed renews it until the database answers: where that process is ended, the file is soon forgotten.
"""

import logging
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import sleep, time

from psycopg import OperationalError

OPEN_SECONDS = 5
PAUSE_SECONDS = 0.5

logger = logging.getLogger(__name__)


class Refused(OperationalError):
    """The database was not asked. That it is away has been logged already."""

    is_known = True


class Breaker:
    """``answers`` asks the database whether it is itself again; that takes less than ``OPEN_SECONDS``."""

    def __init__(self, file: Path, answers: Callable[[], bool], *, of: str = "The database"):
        self._file, self._answers, self._of = file, answers, of
        self._thread = None
        self._lock = threading.Lock()

    @property
    def is_open(self) -> bool:
        try:
            until = os.stat(self._file).st_mtime
        except OSError:
            return False
        return 0 < until - time() <= OPEN_SECONDS

    def refuse(self) -> None:
        if self.is_open:
            raise Refused(f"{self._of} was silent a moment ago")

    def open(self) -> None:
        self._renew()
        self.doubt()

    def doubt(self) -> None:
        """Ask whether the database is as usual; open unless it is."""
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._ask, name="database-breaker", daemon=True)
                self._thread.start()

    def _ask(self):
        while not self._answers():
            self._renew()
            sleep(PAUSE_SECONDS)
        if self.is_open:
            logger.warning("%s answers again", self._of)
        with suppress(OSError):
            self._file.unlink()

    def _renew(self):
        """Where the file can't be written, each process finds out by itself."""
        if not self.is_open:
            logger.error("%s is silent; nobody asks it until it answers", self._of)
        with suppress(OSError):
            self._file.touch()
            os.utime(self._file, (until := time() + OPEN_SECONDS, until))
