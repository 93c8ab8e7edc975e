"""What a sitemap costs: seconds and memory of whole answers, with a tenth of the archive and with all of it.

``make bench`` runs it; DATABASE_URL chooses the database. Each answer is made in a process of its own, whose
largest size counts. The articles are written past the verbs and stay. The answer is 1 where a file misses a
limit, or the last file of the whole archive costs more than ``MOST_TIMES`` the last of a tenth. The index
alone reads something of every article, so of it the seconds are limited and not the growth.
"""

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.db import connection  # noqa: E402 -- the settings come first
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402
from tqdm import tqdm  # noqa: E402

from articles.models import Article, Picture, Topic  # noqa: E402
from portal.sitemap_files import RECORDS, file_name  # noqa: E402

SECONDS, MEGABYTES = 2, 150
MOST_TIMES, NOISE = 2, 0.5  # seconds
ATTEMPTS = 3
FIRST_PK = 2_000_000_000
STEP = 1_000
YEARS = 12
INDEX, LAST = "index", "last full file"
SLUGS = {
    "ar": "هيئة-الاتصالات-توقّع-مذكرة-تفاهم-للتعاون-في-الاقتصاد",
    "en": "regulator-signs-a-memorandum-on-cloud",
}


@dataclass(frozen=True)
class Cost:
    """``seconds`` are of the processor: others who work on the machine don't count."""

    seconds: float
    megabytes: int

    def is_within(self, name: str, smaller: "Cost") -> bool:
        grows_little = name == INDEX or self.seconds <= max(MOST_TIMES * smaller.seconds, NOISE)
        return self.seconds <= SECONDS and self.megabytes <= MEGABYTES and grows_little


def addresses() -> dict[str, str]:
    last = max(Article.objects.latest("pk").pk // RECORDS - 1, FIRST_PK // RECORDS)
    return {
        INDEX: "/sitemap.xml",
        LAST: f"/{file_name('articles', last + 1)}",
        "news": "/sitemap-news.xml",
        "archive": "/sitemap-archive.xml",
    }


def fill(articles: int) -> None:
    """Store what is missing of this number, evenly spread over the last years."""
    topic, _made = Topic.objects.get_or_create(
        slug="made-sitemap", defaults={"name_en": "Made", "is_demo": True}
    )
    file, seen = f"{FIRST_PK:032x}.webp", timezone.now()
    if not Picture.objects.filter(file=file).exists():  # past the signals: there is no file to draw from
        Picture.objects.bulk_create([Picture(file=file, width=16, height=9, public_from=seen)])
    picture = Picture.objects.get(file=file)
    made = Article.objects.filter(pk__gte=FIRST_PK).count()
    start, apart = timezone.now() - timedelta(days=365 * YEARS), timedelta(days=365 * YEARS) / articles
    with tqdm(total=articles, initial=made, desc="Storing", unit=" articles", disable=None) as progress:
        for first in range(made, articles, STEP):
            numbers = range(first, min(first + STEP, articles))
            rows = [_article(number, topic, picture, start + number * apart) for number in numbers]
            Article.objects.bulk_create(rows)
            progress.update(len(rows))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def measure(address: str) -> Cost:
    """The best of a few: noise only ever adds."""
    command = [sys.executable, "-m", "benchmarks.sitemaps", "--get", address]
    answers = [subprocess.run(command, check=True, capture_output=True, text=True) for _ in range(ATTEMPTS)]  # noqa: S603
    costs = [answer.stdout.split() for answer in answers]
    return Cost(min(float(seconds) for seconds, _ in costs), max(int(megabytes) for _, megabytes in costs))


def get(address: str) -> str:
    """Seconds of one answer after a first, and the most memory that this process ever took."""
    client = Client(SERVER_NAME="127.0.0.1", headers={"accept-encoding": "gzip"})
    client.get(address)
    start = time.process_time()
    if client.get(address).status_code != HTTPStatus.OK:
        raise SystemExit(f"{address} was not found")
    taken = time.process_time() - start
    return f"{taken:.3f} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}"


def measure_at(articles: int) -> dict[str, Cost]:
    fill(articles)
    return {name: measure(address) for name, address in addresses().items()}


def table(small: dict[str, Cost], large: dict[str, Cost]) -> Iterator[str]:
    yield f"{'':<24}{'a tenth, s':>12}{'all, s':>9}{'MB':>6}{'ratio':>8}"
    for name, cost in large.items():
        verdict = "" if cost.is_within(name, small[name]) else "  over"
        ratio = cost.seconds / max(small[name].seconds, 0.001)
        numbers = f"{small[name].seconds:>12.2f}{cost.seconds:>9.2f}{cost.megabytes:>6}{ratio:>8.1f}"
        yield f"{name:<24}{numbers}{verdict}"


def _article(number, topic, picture, at):
    article = Article(pk=FIRST_PK + number, topic=topic, picture=picture, is_demo=number % 2 == 0)
    for language, slug in SLUGS.items():
        columns = {"headline": slug, "slug": f"{slug}-{number}", "body": "<p>Made</p>", "published_at": at}
        for name, value in columns.items():
            setattr(article, f"{name}_{language}", value)
    return article


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--articles", type=int, default=1_000_000, help="in both languages (default: 1,000,000)"
    )
    parser.add_argument("--get", help="measure one answer and print its seconds and megabytes")
    arguments = parser.parse_args()
    if arguments.get:
        sys.stdout.write(get(arguments.get))
        return 0
    small, large = measure_at(arguments.articles // 10), measure_at(arguments.articles)
    sys.stdout.write(f"{connection.vendor}, {arguments.articles:,} articles in 2 languages\n")
    sys.stdout.write("\n".join([*table(small, large), ""]))
    return 0 if all(cost.is_within(name, small[name]) for name, cost in large.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
