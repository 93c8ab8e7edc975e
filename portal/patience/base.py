"""Django's PostgreSQL, asked with patience that ends (docs/decisions/0046).

The server's own time-outs need a server that is able to keep them. One that hangs, or a network that swallows
what is sent, takes questions and never answers.
"""

import threading
from functools import cache, partial
from pathlib import Path
from time import monotonic

import psycopg
from django.conf import settings
from django.core.signals import request_started
from django.db.backends.postgresql import base
from psycopg.errors import ConnectionTimeout, _WaitTimeout
from psycopg_pool import PoolTimeout

from .breaker import Breaker

#: All questions of one request may take so many times as long as one.
QUESTIONS = 2
QUICK_SECONDS = 1

_request = threading.local()


@cache
def breaker_of(alias: str) -> Breaker:
    """One for all threads of the process."""
    return Breaker(Path(settings.VAR_DIR) / f"{alias}_is_silent", partial(_answers_quickly, alias))


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params):
        breaker_of(self.alias).refuse()
        try:
            connection = super().get_new_connection(conn_params)
        except ConnectionTimeout:
            breaker_of(self.alias).open()
            raise
        except PoolTimeout:
            # Why it had none to lend it doesn't say: others may have been at work with all of them.
            breaker_of(self.alias).doubt()
            raise
        self._be_patient(connection)
        return connection

    def _configure_connection(self, connection):
        """A pool asks whether a connection is well before it lends it."""
        self._be_patient(connection)
        return super()._configure_connection(connection)

    def _be_patient(self, connection):
        connection.wait = partial(self._wait, connection)

    def _wait(self, connection, question, *_interval_and_timeout):
        """As psycopg's own, which everything passes that is asked on a connection."""
        breaker_of(self.alias).refuse()
        began, patience = monotonic(), _patience()
        try:
            return type(connection).wait(connection, question, timeout=patience)
        except _WaitTimeout as error:
            connection.close()
            self._give_up(is_silent=patience == settings.DATABASE_PATIENCE)
            raise psycopg.OperationalError(f"No answer within {patience:.1f} seconds") from error
        finally:
            _request.left = _left() - (monotonic() - began)

    def _give_up(self, is_silent):
        """Many slow answers may be the page's own fault; silence isn't."""
        breaker = breaker_of(self.alias)
        breaker.open() if is_silent else breaker.doubt()


def _begin_request(**more):
    _request.left = QUESTIONS * settings.DATABASE_PATIENCE


def _left():
    """Seconds, endless in a thread that serves no requests."""
    return getattr(_request, "left", float("inf"))


def _patience():
    return max(0.0, min(settings.DATABASE_PATIENCE, _left()))


request_started.connect(_begin_request, dispatch_uid="patience.begin_request")


def _answers_quickly(alias):
    """A refusal is an answer, too: whoever asks next gets it as quickly, or is served."""
    parameters = DatabaseWrapper(settings.DATABASES[alias], alias).get_connection_params()
    began = monotonic()
    try:
        with psycopg.connect(**parameters, autocommit=True) as connection:
            connection.wait = partial(type(connection).wait, connection, timeout=QUICK_SECONDS)
            connection.execute("SELECT 1")
    except (ConnectionTimeout, _WaitTimeout):
        return False
    except psycopg.Error:
        pass
    return monotonic() - began < QUICK_SECONDS
