"""Rows written as they are: ``bulk_create`` takes longer over them than it takes to make them up."""

from collections.abc import Iterable
from operator import attrgetter

from django.db import connection
from django.db.models import DateField, JSONField, Model

#: All other values are what the database takes.
ADAPTED = (DateField, JSONField)


def numbered(rows: Iterable[Model]) -> list[Model]:
    """Give rows of one model the next keys of their table, where they are to be stored before others are."""
    rows = list(rows)
    if rows:
        for row, key in zip(rows, _next_keys(type(rows[0])._meta, len(rows)), strict=True):
            row.pk = key
    return rows


def store(rows: Iterable[Model]) -> None:
    """Store rows of one model with the times that they bring, and with their keys where they have any."""
    rows = list(rows)
    if not rows:
        return
    table = type(rows[0])._meta
    given = [field for field in table.concrete_fields if not field.generated]
    fields = [field for field in given if rows[0].pk or not field.primary_key]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    with connection.cursor() as cursor:
        _write(cursor, f"{connection.ops.quote_name(table.db_table)} ({columns})", _values(rows, fields))


def _write(cursor, columns, values):
    """What COPY writes nobody notes for the pages that are kept; the index, made at the end, is noted."""
    if connection.vendor == "postgresql":
        with cursor.copy(f"COPY {columns} FROM STDIN") as copy:
            for row in values:
                copy.write_row(row)
    else:
        rows = list(values)
        places = ", ".join(["%s"] * len(rows[0]))
        cursor.executemany(f"INSERT INTO {columns} VALUES ({places})", rows)  # noqa: S608 -- our own names


def _values(rows, fields):
    read = attrgetter(*(field.attname for field in fields))
    adapted = [(place, field) for place, field in enumerate(fields) if isinstance(field, ADAPTED)]
    for row in rows:
        values = list(read(row))
        for place, field in adapted:
            if values[place] is not None:
                values[place] = field.get_db_prep_save(values[place], connection)
        yield values


def _next_keys(table, number):
    """Of a transaction that writes nobody else takes the keys, on SQLite because nobody else writes."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sql = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
            cursor.execute(sql, [table.db_table, table.pk.column, number])
            return [key for (key,) in cursor.fetchall()]
        cursor.execute("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = %s", [table.db_table])
        first = cursor.fetchone()[0] + 1
        return range(first, first + number)
