from django.core.management.base import BaseCommand, CommandError

from portal.accounts import second_step
from portal.accounts.models import User


class Command(BaseCommand):
    help = (
        "Take the second step of its login from an account and end its sessions: for the last administrator "
        "who has lost app and recovery codes. Those of others are reset on the page of their account."
    )

    def add_arguments(self, parser):
        parser.add_argument("username")

    def handle(self, username, **options):
        try:
            account = User.objects.get(username=username)
        except User.DoesNotExist as error:
            raise CommandError(f"There is no account {username}.") from error
        second_step.reset(account, by=None)
        self.stdout.write(f"{username} logs in with the password alone, or sets a second step up anew.")
