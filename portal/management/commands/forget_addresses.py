from datetime import timedelta

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.accounts.brakes import forget_tries
from portal.accounts.models import Event


class Command(BaseCommand):
    help = (
        "Forget from where accounts were used longer ago than AUDIT_ADDRESSES_DAYS, and the tries to sign in "
        "that nobody counts any more. What happened, when and by whom stays in the log of accounts."
    )

    def handle(self, **options):
        before = timezone.now() - timedelta(days=settings.AUDIT_ADDRESSES_DAYS)
        addresses, tries = Event.objects.forget_addresses(before), forget_tries()
        if options["verbosity"]:
            self.stdout.write(f"{addresses} addresses and {tries} tries were forgotten.")
