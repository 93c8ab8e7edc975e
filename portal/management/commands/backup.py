import sqlite3
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from portal.backup.failures import CannotBackUp
from portal.backup.making import back_up
from portal.moving.progress import bars
from portal.status.models import Sign


class Command(BaseCommand):
    help = (
        "Back up the portal into a new folder: the whole database, the files of its pictures, and a manifest "
        "with their checksums. Editors may go on working; what is kept is one state of the database and "
        "every file that it names. The folder appears once it is whole; one without manifest.json is no "
        "backup. It holds drafts, accounts and e-mail addresses: only its owner can read it, keep it so. "
        "SECRET_KEY and the environment are not in it. Put it back with “restore”; try that out "
        "(docs/backup.md). On PostgreSQL this needs pg_dump."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="the folder to make; it must not exist")

    def handle(self, *, folder, verbosity, **options):
        try:
            made = back_up(folder, track=bars(verbosity=verbosity))
        except (CannotBackUp, OSError, DatabaseError, sqlite3.Error) as error:
            raise CommandError(f"No backup was made. {error}") from error
        Sign.objects.give(Sign.Name.BACKUP)
        self.stdout.write(f"{folder}: the database and {made.files} files, {made.size / 1e6:.1f} MB.")
        for name in made.missing:
            self.stderr.write(f"A picture names {name}, which is not in the media folder.")
