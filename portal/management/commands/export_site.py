from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.moving.exporting import export_site
from portal.moving.manifest import NotReady
from portal.moving.progress import bars


class Command(BaseCommand):
    help = (
        "Write the whole portal into a new folder: both languages, revisions, the ledger with its history, "
        "logs, accounts and pictures, as JSON Lines and files. The portal may be in use meanwhile; what is "
        "written is how it stood when the command began. import_site fills an empty portal from the folder, "
        "on SQLite or PostgreSQL. Drafts, names and e-mail addresses are in it: keep it as you keep a backup."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="the folder to make; it must not exist")
        parser.add_argument(
            "--with-passwords",
            action="store_true",
            help="also the hashes of passwords, so that nobody needs a new one (“manage.py changepassword”)",
        )

    def handle(self, *, folder, with_passwords, verbosity, **options):
        track = bars(verbosity=verbosity)
        try:
            written = export_site(folder, with_passwords=with_passwords, track=track)
        except (NotReady, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{folder}: {written.rows} rows and {written.files} files.")
        for name in written.missing:
            self.stderr.write(f"A picture names {name}, which is not in the media folder.")
        if not with_passwords:
            self.stdout.write("Without passwords: see --with-passwords.")
