"""Queries that take long are logged, without their values: these may be what a reader looked for."""

import logging
from time import monotonic

from django.conf import settings
from django.db.backends.signals import connection_created

from .counting import SLOW_QUERIES

#: The rest of a statement tells nobody more.
LONGEST = 2_000

logger = logging.getLogger(__name__)


def watch() -> None:
    """Every connection from now on."""
    if settings.SLOW_QUERY_SECONDS:
        connection_created.connect(_watch)


def _watch(connection, **more):
    if _timed not in connection.execute_wrappers:
        connection.execute_wrappers.append(_timed)


def _timed(execute, sql, params, many, context):
    began = monotonic()
    try:
        return execute(sql, params, many, context)
    finally:
        took = monotonic() - began
        if took >= settings.SLOW_QUERY_SECONDS:
            SLOW_QUERIES.inc()
            logger.warning("%.2f s: %s", took, str(sql)[:LONGEST])
