"""How long a search may take. Who waits longer hears that it took too long, and so do not the others."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

from django.db import OperationalError, connection, transaction

from .engine import TookTooLong

SECONDS = 1.0
#: The whole of a page, which asks several times and compiles what a new worker hasn't met yet.
PAGE_SECONDS = 2.0
#: Steps of SQLite's machine from one look at the clock to the next: a fraction of a millisecond.
_STEPS = 20_000
_CANCELLED = "57014"
# The old values are read before the new ones are set: a list of columns is evaluated from the left.
_SET = """
SELECT current_setting('statement_timeout'), current_setting('jit'),
    set_config('statement_timeout', %s, true), set_config('jit', %s, true)
"""


class _Running(threading.local):
    """The limit that this thread is within, if any."""

    keep_to_it: Callable[[], None] | None = None


_running = _Running()


@contextmanager
def time_limit(seconds: float = SECONDS) -> Iterator[Callable[[], None]]:
    """Raise ``TookTooLong`` where the queries inside take longer; what is given is called between them.

    Either database can be stopped only within one of its queries, hence the look at the clock in between.
    Within a limit another one adds nothing: the whole is in time or isn't. What of it may be gone without
    stands in ``optional``.
    """
    if _running.keep_to_it:
        yield _running.keep_to_it
        return
    deadline = time.monotonic() + seconds

    def keep_to_it():
        if time.monotonic() > deadline:
            raise TookTooLong

    limited = _limited_postgresql if connection.vendor == "postgresql" else _limited_sqlite
    with limited(seconds, deadline):
        _running.keep_to_it = keep_to_it
        try:
            yield keep_to_it
        finally:
            _running.keep_to_it = None


@contextmanager
def optional() -> Iterator[None]:
    """Within a limit: when it stops what is inside, that raises ``TookTooLong``, and others can still ask.

    PostgreSQL refuses every query after one that was stopped, up to the last savepoint.
    """
    is_at_risk = _running.keep_to_it is not None and connection.vendor == "postgresql"
    with _stops_named(), transaction.atomic() if is_at_risk else nullcontext():
        yield


@contextmanager
def _limited_postgresql(seconds, deadline):
    """A savepoint or a transaction of its own, so that the connection can be used after a stop.

    Without the compiler: PostgreSQL expects of a search that it reads everything, and would compile for ten
    milliseconds what then runs for one.
    """
    goes_on = connection.in_atomic_block
    with _stops_named(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_SET, [f"{seconds * 1000:.0f}ms", "off"])
        before = cursor.fetchone()[:2]
        yield
        if goes_on:
            cursor.execute(_SET, before)


@contextmanager
def _stops_named():
    try:
        yield
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None) == _CANCELLED or "interrupted" in str(error):
            raise TookTooLong from error
        raise


@contextmanager
def _limited_sqlite(seconds, deadline):
    connection.ensure_connection()
    machine = connection.connection
    machine.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
    try:
        with _stops_named():
            yield
    finally:
        machine.set_progress_handler(None, 0)
