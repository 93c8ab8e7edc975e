from argparse import RawDescriptionHelpFormatter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import translation
from tqdm import tqdm

from organizations.partnerships.importing import REFUSED, import_files

FEWEST_FOR_A_BAR = 20
MOST_PROBLEMS = 50


class Command(BaseCommand):
    help = """\
Bring entries of the ledger in, from tables (.csv) or documents (.json) such as those that the open data
has: /api/v1/partnerships.csv, /api/v1/commitments.csv, /api/v1/partnerships.json, or one entry's document.

  manage.py import_partnerships partnerships.csv commitments.csv
  manage.py import_partnerships --dry-run partnerships.json

Columns and names are described in docs/open-data.md. A column may be left out, and so may what is worked
out from the others (evidence, addresses, names of organisations). In a table, commitments.csv adds the
announced items, to entries of the same run or to entries on the record.

All files together are brought in, or nothing: where anything is wrong, every fault is listed with its line
(in a document, its record) and the exit status is 1. Organisations and people are named by their addresses
(slugs) and must be in the directory. The number of an entry is kept where it is free. Numbers, dates of
checks, first statuses and the history of a file that the export wrote are kept as well. An entry that is on
the record already is compared and never written over; bringing a file in twice changes nothing.
"""

    def create_parser(self, *arguments, **options):
        return super().create_parser(*arguments, formatter_class=RawDescriptionHelpFormatter, **options)

    def add_arguments(self, parser):
        parser.add_argument(
            "files",
            nargs="+",
            type=Path,
            metavar="FILE",
            help="tables or documents, UTF-8, up to 100 MB each",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="report what would happen and change nothing"
        )

    def handle(self, *, files, dry_run, **options):
        # What models say of a bad value comes in the language that the rest of the report is in.
        with translation.override("en"):
            outcomes = import_files(files, dry_run=dry_run, show_progress=_bar)
            for outcome in outcomes:
                self._report(outcome)
        if any(outcome.result == REFUSED for outcome in outcomes):
            raise CommandError("Nothing was brought in; the reasons stand above.", returncode=1)
        if dry_run:
            self.stdout.write("Dry run, nothing was changed.")

    def _report(self, outcome):
        counts = f"{outcome.created} created, {outcome.unchanged} unchanged"
        number = len(outcome.problems)
        told = f"{number} {'problem' if number == 1 else 'problems'}" if number else counts
        self.stdout.write(f"{outcome.result:<10} {outcome.path}  {told}")
        for problem in outcome.problems[:MOST_PROBLEMS]:
            self.stdout.write(f"           ! {problem}")
        if len(outcome.problems) > MOST_PROBLEMS:
            self.stdout.write(f"           … and {len(outcome.problems) - MOST_PROBLEMS} more")


def _bar(records):
    return tqdm(records, desc="Importing", unit=" entries", disable=len(records) < FEWEST_FOR_A_BAR)
