"""PostgreSQL keeps the plan of a statement whose values come beside it: planning takes longer than answering.

Django writes values into the statement. Here those of a prepared query are sent beside it, while what is the
same each time stays written in: the server would have to guess its type. ``prepare_threshold`` in the options
of the database says after how many times the server is asked to keep it; without it nothing is.
"""

import re
from contextlib import contextmanager

from .stand_ins import Place

PLACEHOLDER = re.compile("%%|%s")
#: All prepared queries in both languages, and each for several lengths of its sequences.
PLANS = 500


def is_on(connection) -> bool:
    options = connection.settings_dict["OPTIONS"]
    return connection.vendor == "postgresql" and options.get("prepare_threshold") is not None


def of_one_type(places: list[Place]) -> list[Place]:
    """The same places, plain numbers sent as ``bigint``: by their size they would make plans of their own."""
    from psycopg.types.numeric import Int8  # noqa: PLC0415 -- there is no psycopg without PostgreSQL

    return [place._replace(kind=Int8) if place.kind is int else place for place in places]


def written_in(connection, sql: str, parameters, places) -> tuple[str, list]:
    """The SQL and its parameters with all but these places written in."""
    from psycopg.sql import Literal  # noqa: PLC0415 -- likewise

    connection.ensure_connection()
    left, kept = iter(enumerate(parameters)), []

    def write(found):
        if found[0] == "%%":
            return found[0]
        index, value = next(left)
        if index in places:
            kept.append(value)
            return found[0]
        return Literal(value).as_string(connection.connection).replace("%", "%%")

    return PLACEHOLDER.sub(write, sql), kept


@contextmanager
def cursor(connection):
    """A cursor that leaves values to the server."""
    from django.db.backends.postgresql.base import ServerBindingCursor  # noqa: PLC0415 -- likewise

    # Where the kept connection was cut, a new one is opened now, not in the middle of what follows.
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    raw = connection.connection
    raw.prepared_max = PLANS
    usual, raw.cursor_factory = raw.cursor_factory, ServerBindingCursor
    try:
        opened = connection.cursor()
    finally:
        raw.cursor_factory = usual
    with opened:
        yield opened
