"""How long a search may take. Who waits longer hears that it took too long, and so do not the others."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

from .engine import TookTooLong

SECONDS = 1.0
#: Steps of SQLite's machine from one look at the clock to the next: a fraction of a millisecond.
_STEPS = 20_000
_CANCELLED = "57014"
_SET = "SELECT set_config('statement_timeout', %s, true), set_config('jit', %s, true)"


@contextmanager
def time_limit(seconds: float = SECONDS) -> Iterator[Callable[[], None]]:
    """Raise ``TookTooLong`` where the queries inside take longer; what is given is called between them.

    Either database can be stopped only within one of its queries, hence the look at the clock in between.
    """
    deadline = time.monotonic() + seconds

    def keep_to_it():
        if time.monotonic() > deadline:
            raise TookTooLong

    limited = _limited_postgresql if connection.vendor == "postgresql" else _limited_sqlite
    with limited(seconds, deadline):
        yield keep_to_it


@contextmanager
def _limited_postgresql(seconds, deadline):
    """A savepoint or a transaction of its own, so that the connection can be used after a stop.

    Without the compiler: PostgreSQL expects of a search that it reads everything, and would compile for ten
    milliseconds what then runs for one.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('statement_timeout'), current_setting('jit')")
            before = cursor.fetchone()
            cursor.execute(_SET, [f"{seconds * 1000:.0f}ms", "off"])
            yield
            cursor.execute(_SET, before)
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None) == _CANCELLED:
            raise TookTooLong from error
        raise


@contextmanager
def _limited_sqlite(seconds, deadline):
    connection.ensure_connection()
    machine = connection.connection
    machine.set_progress_handler(lambda: time.monotonic() > deadline, _STEPS)
    try:
        yield
    except OperationalError as error:
        if "interrupted" in str(error):
            raise TookTooLong from error
        raise
    finally:
        machine.set_progress_handler(None, 0)
