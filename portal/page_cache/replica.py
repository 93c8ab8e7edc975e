"""Public pages are made of a replica of the database that holds what they are to show (docs/decisions/0052).

Every change that readers see leaves a row in the same transaction (``watching``). So the replica says by
itself how far it has come: with the same rows as the primary, it holds the same of every table that is
watched. Other tables, and everything that isn't a public page, are read from the primary.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
from django.db.models import Count, Max

from .models import Change
from .watching import seen_tables

REPLICA = "replica"

_is_reading = ContextVar("is_reading_replica", default=False)

logger = logging.getLogger(__name__)


class Noted(NamedTuple):
    """How far a database has come. A transaction that ends late changes only the number."""

    last: int | None
    number: int

    @classmethod
    def in_database(cls, alias: str = DEFAULT_DB_ALIAS) -> "Noted":
        return cls(**Change.objects.using(alias).aggregate(last=Max("pk"), number=Count("pk")))


@contextmanager
def read(changes: Noted | None) -> Iterator[bool]:
    """Let a page be made of the replica if it has come as far; yields whether that is so."""
    token = _is_reading.set(has_come_to(changes))
    try:
        yield _is_reading.get()
    finally:
        _is_reading.reset(token)


def has_come_to(changes: Noted | None) -> bool:
    if changes is None or REPLICA not in connections:
        return False
    try:
        return Noted.in_database(REPLICA) == changes
    except DatabaseError as error:
        logger.warning("The replica can't be asked; pages are made of the primary: %s", error)
        connections[REPLICA].close()
        return False


class Router:
    """For Django's ``DATABASE_ROUTERS``. What was read from the replica is written to the primary."""

    def db_for_read(self, model, **hints):
        is_held = _is_reading.get() and model._meta.db_table in seen_tables()
        return REPLICA if is_held and not connection.in_atomic_block else _not_replica(hints)

    def db_for_write(self, model, **hints):
        """Whoever writes reads from the primary from then on: the replica doesn't have it yet."""
        _is_reading.set(False)
        return _not_replica(hints)

    def allow_relation(self, one, other, **hints):
        return True if {one._state.db, other._state.db} <= {REPLICA, DEFAULT_DB_ALIAS} else None

    def allow_migrate(self, db, app_label, **hints):
        return False if db == REPLICA else None


def _not_replica(hints):
    """Django's own choice would be the database that the instance came from."""
    instance = hints.get("instance")
    return DEFAULT_DB_ALIAS if instance is not None and instance._state.db == REPLICA else None
