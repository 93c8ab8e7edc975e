import sys
from argparse import ArgumentTypeError

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import override

from organizations.partnerships.admin.self_check import groups
from organizations.partnerships.querysets import UNCHECKED_FOR
from organizations.partnerships.self_check import DECIDED_WITHIN

#: A hundred years, or rows that nobody reads through.
MOST = 36500


class Command(BaseCommand):
    help = (
        "Say what the ledger lacks: entries without a source, a party or a title in one language; items "
        "whose stated date has passed or that nobody has checked for long; items, organisations and people "
        "without their words in one language; records that may be one; new statuses that nobody has decided "
        "about. Nothing is changed. Ends with status 1 where something was found, so that a timer can tell "
        "somebody."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--days",
            type=_number,
            default=UNCHECKED_FOR.days,
            help="items without a date are due after so many days without a check (default: %(default)s)",
        )
        parser.add_argument(
            "--pending-days",
            type=_number,
            default=DECIDED_WITHIN,
            help="new statuses should be decided within so many days (default: %(default)s)",
        )
        parser.add_argument(
            "--most",
            type=_number,
            default=20,
            help="records shown of each finding (default: %(default)s)",
        )

    @override("en")
    def handle(self, *, days, pending_days, most, **options):
        found = groups(most, days=days, pending_days=pending_days)
        for group in found:
            self._show(group)
        if found:
            sys.exit(1)
        self.stdout.write(_("Nothing to mend in the ledger."))

    def _show(self, group):
        more = "+" if group.has_more else ""
        self.stdout.write(f"{group.title} ({len(group.lines)}{more})")
        for line in group.lines:
            self.stdout.write(f"  {line.label}  {line.address}")
        self.stdout.write("")


def _number(text):
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= MOST:
        raise ArgumentTypeError(f"a whole number from 1 to {MOST} is needed")
    return int(text[:9])
