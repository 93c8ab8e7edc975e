import gc

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from portal.load.articles import make_articles


class Command(BaseCommand):
    help = (
        "Make a large archive to try the portal on: articles in both languages with revisions, topics, "
        "authors, organisations, people and entries, all marked as demonstration. The same seed makes the "
        "same archive, counted back from now."
    )

    def add_arguments(self, parser):
        parser.add_argument("--articles", type=int, required=True, metavar="N", help="how many to make")
        parser.add_argument("--seed", type=int, default=1, help="which archive (default: 1)")
        parser.add_argument("--yes", action="store_true", help="also where SITE_URL is a public address")

    def handle(self, *, articles, seed, yes, verbosity, **options):
        if articles < 1:
            raise CommandError("--articles must be 1 or more.")
        if settings.IS_HTTPS and not yes:
            raise CommandError(
                f"{settings.SITE_URL} looks like a portal with readers, who would see these articles. "
                "Add --yes to make them all the same."
            )
        # What is loaded by now stays for good; to walk it at every collection takes a sixth of the time.
        gc.freeze()
        with tqdm(total=articles, desc="Making", unit=" articles", disable=verbosity == 0) as progress:
            for made in make_articles(articles, seed=seed, now=timezone.now()):
                progress.update(made)
        # They were written past the verbs, which keep the search index in step.
        call_command("rebuild_search", verbosity=verbosity, stdout=self.stdout, stderr=self.stderr)
        self.stdout.write(f"{articles} articles made. remove_demo removes them.")
