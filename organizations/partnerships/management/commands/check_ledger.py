import sys

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from organizations.partnerships.admin.self_check import groups
from organizations.partnerships.querysets import UNCHECKED_FOR
from organizations.partnerships.self_check import DECIDED_WITHIN


class Command(BaseCommand):
    help = (
        "Say what the ledger lacks: entries without a source, a party or a title in one language; items "
        "whose stated date has passed or that nobody has checked for long; items, organisations and people "
        "without their words in one language; new statuses that nobody has decided about. Nothing is "
        "changed. Ends with status 1 where something was found, so that a timer can tell somebody."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--days",
            type=int,
            default=UNCHECKED_FOR.days,
            help="items without a date are due after so many days without a check (default: %(default)s)",
        )
        parser.add_argument(
            "--pending-days",
            type=int,
            default=DECIDED_WITHIN,
            help="new statuses should be decided within so many days (default: %(default)s)",
        )
        parser.add_argument(
            "--most",
            type=int,
            default=20,
            help="records shown of each finding (default: %(default)s)",
        )

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
