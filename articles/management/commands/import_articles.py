from argparse import RawDescriptionHelpFormatter
from contextlib import ExitStack
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override
from tqdm import tqdm

from articles.entity_linking import directory
from articles.importing import importer
from articles.importing.archives.importer import import_item
from articles.importing.archives.items import Item
from articles.importing.archives.opening import fetch_archive, is_archive, open_archive
from articles.importing.archives.pictures import Pictures
from articles.importing.archives.plan import Plan, Topics
from articles.importing.archives.report import Report
from articles.importing.files import Refused
from articles.importing.outcomes import REFUSED, Outcome
from articles.models import Topic
from portal.bilingual.languages import LANGUAGES
from portal.outside import OutsideError

FEWEST_FOR_A_BAR = 5


class Command(BaseCommand):
    help = """\
Bring texts in as draft articles: plain UTF-8 texts, and the pieces of archives and feeds of other systems
(WordPress exports, RSS, Atom, JSON Feed; docs/importing.md).

  manage.py import_articles story.txt more/*.txt --dry-run
  manage.py import_articles wordpress.xml --map Business=economy --media --report import.jsonl
  manage.py import_articles --url https://example.com/feed/

Of a plain text the language, headline, lists, quotations and source line are recognised. Known
organisations, people and entries become proposed mentions; what looks damaged is flagged and never repaired.

Importing again changes nothing: a run that was interrupted goes on where it stopped. Of an archive's piece
that has changed there since, a new draft is made, unless it was edited here. What is refused is named with
the reason, the rest is imported, and the exit status is then 1.
"""

    def create_parser(self, *arguments, **options):
        return super().create_parser(*arguments, formatter_class=RawDescriptionHelpFormatter, **options)

    def add_arguments(self, parser):
        add = parser.add_argument
        add(
            "files",
            nargs="*",
            type=Path,
            metavar="FILE",
            help="texts, up to 2 MB each, or archives of any size",
        )
        add("--url", action="append", default=[], help="fetch a feed; may be repeated")
        add("--dry-run", action="store_true", help="report what would happen and change nothing")
        add("--publish", action="store_true", help="publish at once, pieces of archives with their date")
        add("--topic", metavar="SLUG", help="file under this topic what no other is known for, such as cloud")
        add(
            "--map",
            action="append",
            default=[],
            metavar="CATEGORY=SLUG",
            help="file a category of an archive",
        )
        add("--language", choices=LANGUAGES, default="", help="of pieces that don’t say theirs")
        add("--media", action="store_true", help="fetch the pictures of archives, too")
        add("--report", type=Path, metavar="FILE", help="write what became of each as JSON Lines")

    def handle(self, *, files, url, dry_run, publish, topic, report, **options):
        if not files and not url:
            raise CommandError("Name a file, or a feed with --url.")
        if publish and not topic and not options["map"]:
            raise CommandError("A published article needs a topic: add --topic SLUG.")
        # What models and readers say comes in the language that the rest of the report is in.
        with override("en"), ExitStack() as open_files:
            topics = Topics(_topic(topic), dict(map(_mapped, options["map"])))
            self.report = Report(topics, open_files.enter_context(report.open("w")) if report else None)
            pictures = Pictures() if options["media"] and not dry_run else None
            plan = Plan(directory(), topics, options["language"], pictures, publish, dry_run)
            self._import(files, url, plan)
            self._summarise(dry_run)

    def _import(self, files, urls, plan):
        for path in tqdm(files, desc="Importing", unit=" files", disable=len(files) < FEWEST_FOR_A_BAR):
            if is_archive(path):
                self._import_archive(path, open_archive, plan)
            else:
                self._import_text(path, plan)
        for url in urls:
            self._import_archive(url, fetch_archive, plan)

    def _import_text(self, path, plan):
        topic = plan.topics.default
        options = {"directory": plan.directory, "topic": topic, "dry_run": plan.dry_run}
        self._tell(importer.import_file(path, goes_live=plan.goes_live, **options))

    def _import_archive(self, name, open_it, plan):
        try:
            archive = open_it(name)
        except (Refused, OutsideError) as refusal:
            self._tell(Outcome(name, REFUSED, reason=str(refusal)))
            return
        self.report.add_left(archive)
        disabled = archive.total < FEWEST_FOR_A_BAR
        for item in tqdm(archive.items(), str(name), archive.total, unit=" pieces", disable=disabled):
            if isinstance(item, Item):
                self._tell(import_item(archive, item, plan), item)
            else:
                self._tell(Outcome(name, REFUSED, reason=str(item)))

    def _tell(self, outcome, item=None):
        self.report.add(outcome, item)
        with tqdm.external_write_mode():
            words = " – ".join(filter(None, (outcome.headline, outcome.reason)))
            self.stdout.write(f"{outcome.result:<10} {outcome.path}  {words}")
            for flag in outcome.flags:
                self.stdout.write(f"           ! {flag}")
            if outcome.mentions:
                self.stdout.write(f"           proposed: {', '.join(outcome.mentions)}")

    def _summarise(self, dry_run):
        first, *more = self.report.lines()
        self.stdout.write(("Dry run, nothing was changed: " if dry_run else "") + first)
        for line in more:
            self.stdout.write(line)
        if self.report.results[REFUSED]:
            raise CommandError("Something was refused; the reasons stand above.", returncode=1)


def _mapped(pair):
    category, equals, slug = pair.rpartition("=")
    if not (category and equals):
        raise CommandError(f"“{pair}” is no CATEGORY=SLUG.")
    return category, _topic(slug)


def _topic(slug):
    if not slug:
        return None
    topic = Topic.objects.filter(slug=slug).first()
    if topic is None:
        known = ", ".join(topic.slug for topic in Topic.objects.order_by("position"))
        raise CommandError(f"There is no topic “{slug}”. Known: {known or 'none yet'}.")
    return topic
