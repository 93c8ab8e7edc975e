from django.core.management.base import BaseCommand, CommandError

from portal.accounts.models import User
from portal.accounts.sign_ins import readmit


class Command(BaseCommand):
    help = (
        "Open an account again that was closed because nobody had used it for ACCOUNT_IDLE_DAYS: for the "
        "last administrator. Others are let in again from the list of users."
    )

    def add_arguments(self, parser):
        parser.add_argument("username")

    def handle(self, username, **options):
        try:
            account = User.objects.get(username=username)
        except User.DoesNotExist as error:
            raise CommandError(f"There is no account {username}.") from error
        readmit(account)
        self.stdout.write(f"{username} can log in again.")
