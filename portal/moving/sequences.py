"""The key that a table gives next: one that was given never comes back, though its row was deleted."""

from django.db import connections, models


def last_given(model: type[models.Model], using: str) -> int:
    """The largest key that the table has ever given, or 0."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connections[using].cursor() as cursor:
        if connections[using].vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        else:
            cursor.execute("SELECT pg_sequence_last_value(pg_get_serial_sequence(%s, %s))", [table, column])
        row = cursor.fetchone()
    return row[0] or 0 if row else 0


def go_on_after(model: type[models.Model], number: int, using: str) -> None:
    """Let the next key be larger than ``number``."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connections[using].cursor() as cursor:
        if connections[using].vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
        else:
            # Not called yet, the sequence would give the number itself: without rows that is the first.
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s, %s)",
                [table, column, max(number, 1), number > 0],
            )
