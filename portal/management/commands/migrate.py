"""Django's own, for a portal that is in use: nobody waits long behind a migration that waits for a lock.

PostgreSQL lets a change of a table wait for whoever reads it, and everybody else wait behind the change. So
the change gives up after half a second, lets them through and tries again.
"""

from time import sleep

from django.core.management.commands import migrate
from django.db import OperationalError, connections
from psycopg.errors import LockNotAvailable

LOCK_TIMEOUT = "'500ms'"
PAUSE_SECONDS = 1
TRIES = 30


class Command(migrate.Command):
    def handle(self, *args, **options):
        self._connection, self._migration = connections[options["database"]], None
        try:
            return self._insist(*args, **options)
        finally:
            self._limit_waiting("DEFAULT")

    def _insist(self, *args, **options):
        """Those that are done are recorded, so each try goes on with the one that failed."""
        for _ in range(TRIES - 1):
            try:
                return super().handle(*args, **options)
            except OperationalError as error:
                if not (isinstance(error.__cause__, LockNotAvailable) and self._can_be_repeated):
                    raise
            self.stdout.write(f" the table is in use; trying again in {PAUSE_SECONDS} s")
            sleep(PAUSE_SECONDS)
        return super().handle(*args, **options)

    @property
    def _can_be_repeated(self):
        """Of one that isn't atomic, half may be done."""
        return self._migration is not None and self._migration.atomic

    def migration_progress_callback(self, action, migration=None, fake=False):
        if action in {"apply_start", "unapply_start"}:
            self._migration = migration
            # What is made beside the others' work (AddIndexConcurrently) may wait: nobody waits behind it.
            self._limit_waiting(LOCK_TIMEOUT if migration.atomic else "0")
        super().migration_progress_callback(action, migration, fake)

    def _limit_waiting(self, time):
        if self._connection.vendor == "postgresql":
            with self._connection.cursor() as cursor:
                cursor.execute(f"SET lock_timeout = {time}")
