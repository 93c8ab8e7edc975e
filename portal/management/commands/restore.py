import sqlite3
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from portal.backup.failures import CannotBackUp
from portal.backup.restoring import check_backup, make_known, restore
from portal.moving.folder import ExportDamaged
from portal.moving.progress import bars

FAILURES = (CannotBackUp, ExportDamaged, OSError, DatabaseError, sqlite3.Error)

AGAIN = (
    "Run this again when that is mended, with --replace if it finds the database filled. Files that "
    "are in the media folder by now are in nobody’s way."
)


class Command(BaseCommand):
    help = (
        "Put back what “backup” wrote, into an empty database of the same kind: the one that DATABASE_URL "
        "names, with the files in the media folder of VAR_DIR. All checksums are checked before anything is "
        "touched, and a damaged or missing file is named. The database changes in one step: if anything goes "
        "wrong it is as it was. Stop the portal and its worker before, start them after. What waited at the "
        "time of the backup waits again: a webhook may be told twice. Restore only what comes from your own "
        "portal. On PostgreSQL this needs psql and pg_restore."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="what “backup” wrote")
        parser.add_argument("--check", action="store_true", help="only check it, and change nothing")
        parser.add_argument(
            "--replace",
            action="store_true",
            help="also where the database isn’t empty: all that is in it goes",
        )

    def handle(self, *, folder, check, replace, verbosity, **options):
        track = bars(verbosity=verbosity)
        if check:
            self._check(folder, track)
            return
        try:
            restored = restore(folder, replace=replace, track=track)
        except FAILURES as error:
            raise CommandError(f"The database is as it was. {error}\n{AGAIN}") from error
        except KeyboardInterrupt as error:
            raise CommandError(
                f"Interrupted: the database is as it was or as in the backup. {AGAIN}"
            ) from error
        make_known()
        self.stdout.write(f"The database as of {restored.made_at}, and {restored.files} files.")
        self._tell_what_is_left(restored)

    def _check(self, folder, track):
        try:
            manifest = check_backup(folder, track=track)
        except (ExportDamaged, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{folder}: whole, made at {manifest.made_at}, {len(manifest.media)} files.")

    def _tell_what_is_left(self, restored):
        if restored.waiting:
            self.stdout.write(f"The backup is older than this portal ({restored.waiting[0]}): run “migrate”.")
        if settings.SEARCH_URL:
            self.stdout.write(
                "The search index is elsewhere and was not in the backup: run “rebuild_search”."
            )
        self.stdout.write("Start the portal and its worker now; those that ran on remember what is gone.")
