"""One state of the database for as long as an export reads it, while editors go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction


@contextmanager
def one_state(using: str) -> Iterator[None]:
    """Everything read inside is as it was at the first reading, and nobody waits for it."""
    connection = connections[using]
    if connection.vendor == "sqlite":
        with _reading(connection):
            yield
        return
    with transaction.atomic(using):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


@contextmanager
def _reading(connection):
    """The portal's transactions on SQLite lock out other writers from their beginning; this one must not."""
    connection.ensure_connection()
    usual, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
    try:
        with transaction.atomic(connection.alias):
            yield
    finally:
        connection.transaction_mode = usual
