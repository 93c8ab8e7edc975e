from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from articles.entity_linking import directory
from articles.importing import importer
from articles.models import Topic

FEWEST_FOR_A_BAR = 5


class Command(BaseCommand):
    help = (
        "Bring plain UTF-8 texts in as draft articles. The language, headline, lists, quotations and source "
        "line are recognised; known organisations, people and entries become proposed mentions; what looks "
        "damaged is flagged and never repaired. Importing a text again changes nothing. Refused files are "
        "named with the reason, the others are imported, and the exit status is then 1."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "files", nargs="+", type=Path, metavar="FILE", help="text files, UTF-8, up to 2 MB each"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="report what would happen and change nothing"
        )
        parser.add_argument("--publish", action="store_true", help="publish at once; needs --topic")
        parser.add_argument(
            "--topic", metavar="SLUG", help="file the articles under this topic, such as cloud"
        )

    def handle(self, *, files, dry_run, publish, topic, **options):
        if publish and not topic:
            raise CommandError("A published article needs a topic: add --topic SLUG.")
        topic, known = _topic(topic), directory()
        outcomes = [
            importer.import_file(path, directory=known, topic=topic, goes_live=publish, dry_run=dry_run)
            for path in tqdm(files, desc="Importing", unit=" files", disable=len(files) < FEWEST_FOR_A_BAR)
        ]
        self._report(outcomes, dry_run)
        if any(outcome.result == importer.REFUSED for outcome in outcomes):
            raise CommandError("Some files were refused; their reasons stand above.", returncode=1)

    def _report(self, outcomes, dry_run):
        for outcome in outcomes:
            self.stdout.write(f"{outcome.result:<10} {outcome.path}  {outcome.headline or outcome.reason}")
            for flag in outcome.flags:
                self.stdout.write(f"           ! {flag}")
            if outcome.mentions:
                self.stdout.write(f"           proposed: {', '.join(outcome.mentions)}")
        results = [outcome.result for outcome in outcomes]
        counts = ", ".join(
            f"{results.count(result)} {result}"
            for result in (importer.CREATED, importer.UNCHANGED, importer.REFUSED)
        )
        self.stdout.write(("Dry run, nothing was changed: " if dry_run else "") + counts)


def _topic(slug):
    if not slug:
        return None
    topic = Topic.objects.filter(slug=slug).first()
    if topic is None:
        known = ", ".join(topic.slug for topic in Topic.objects.order_by("position"))
        raise CommandError(f"There is no topic “{slug}”. Known: {known or 'none yet'}.")
    return topic
