from django.db import connection

from portal.patience.base import DatabaseWrapper, breaker_of


def is_database_silent() -> bool:
    """Whether nobody asks it just now (``portal.patience``)."""
    return isinstance(connection, DatabaseWrapper) and breaker_of(connection.alias).is_open
