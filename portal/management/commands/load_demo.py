from django.core.management.base import BaseCommand
from tqdm import tqdm

from articles.models import Article
from organizations.models import Organization
from portal.demo.editors import make_editors
from portal.demo.records import load_records
from portal.demo.stories import load_story, story_files


class Command(BaseCommand):
    help = (
        "Load the demonstration: organisations, people, the ledger and articles in both languages, all "
        "marked as such, and two accounts for the admin. Running it again adds only what is missing."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="do nothing where the database already holds an article or an organisation",
        )

    def handle(self, *, if_empty, verbosity, **options):
        if if_empty and (Article.objects.exists() or Organization.objects.exists()):
            return
        records = load_records()
        files = tqdm(story_files(), desc="Drawing and publishing", unit=" articles", disable=verbosity == 0)
        stories = sum(load_story(path) for path in files)
        self.stdout.write(f"Demonstration loaded: {records} records and {stories} articles are new.")
        self._introduce(make_editors())

    def _introduce(self, editors):
        if not editors:
            return
        self.stdout.write("\nAccounts for the admin; the passwords are shown only now:")
        for name, password in editors:
            self.stdout.write(f"  {name:<15} {password}")
        self.stdout.write("")
