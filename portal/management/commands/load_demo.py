from django.core.management.base import BaseCommand
from django.db import transaction
from tqdm import tqdm

from articles.models import Article
from organizations.models import Organization
from portal.accounts.models import User
from portal.demo.editors import make_editors
from portal.demo.records import load_records
from portal.demo.stories import draw_covers, load_story, new_stories


class Command(BaseCommand):
    help = (
        "Load the demonstration: organisations, people, the ledger and articles in both languages, all "
        "marked as such, and two accounts for the admin. Running it again adds only what is missing."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="do nothing where the database already holds an article, an organisation or an account",
        )

    def handle(self, *, if_empty, verbosity, **options):
        if if_empty and any(model.objects.exists() for model in (Article, Organization, User)):
            return
        # Drawing takes nearly all the time; an interruption there leaves the database as it was.
        stories = new_stories()
        bar = tqdm(stories, desc="Drawing covers", unit=" articles", disable=verbosity == 0)
        covers = [draw_covers(story) for story in bar]
        records, editors = _load(stories, covers)
        self.stdout.write(f"Demonstration loaded: {records} records and {len(stories)} articles are new.")
        self._introduce(editors)

    def _introduce(self, editors):
        if not editors:
            return
        self.stdout.write("\nAccounts for the admin; the passwords are shown only now:")
        for name, password in editors:
            self.stdout.write(f"  {name:<15} {password}")
        self.stdout.write("")


@transaction.atomic
def _load(stories, covers):
    """All or nothing: half a demonstration would pass for a portal in use, and have no account."""
    records = load_records()
    for story, drawn in zip(stories, covers, strict=True):
        load_story(story, drawn)
    return records, make_editors()
