from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.moving.folder import ExportDamaged
from portal.moving.importing import import_site
from portal.moving.manifest import NotReady
from portal.moving.progress import bars


class Command(BaseCommand):
    help = (
        "Fill a new, empty portal from the folder that export_site wrote. Run “manage.py migrate” before and "
        "“manage.py rebuild_search --missing” after. Everything is checked first; if anything is wrong, the "
        "file and the line are named and nothing stays. Markup is cleaned again on the way in. The folder "
        "decides who may do what here: import only what comes from your own portal."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="what export_site wrote")

    def handle(self, *, folder, verbosity, **options):
        try:
            brought = import_site(folder, track=bars(verbosity=verbosity))
        except (ExportDamaged, NotReady, OSError) as error:
            raise CommandError(f"Nothing was imported. {error}") from error
        self.stdout.write(f"{brought.rows} rows and {brought.files} files imported.")
        for what, count in sorted(brought.changed.items()):
            self.stderr.write(
                f"Not as the export had it, but cleaned or worked out anew: {what}, {count} rows."
            )
        if not brought.with_passwords:
            self.stdout.write("The export has no passwords; set one with “manage.py changepassword NAME”.")
        self.stdout.write("Now run “manage.py rebuild_search --missing”.")
