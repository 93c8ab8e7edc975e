"""What machines are answered on a large archive: queries, milliseconds and memory of feeds, API and sitemaps.

``make bench`` runs it on its archive; ``benchmarks.multiplied`` makes a million articles of a smaller one.
Every list is asked at its start and deep inside. The answer is 1 where one misses its limit (issue 8).
"""

import os
import resource
import sys
from dataclasses import dataclass

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.db import connection  # noqa: E402 -- the settings come first
from django.test import Client  # noqa: E402
from tqdm import tqdm  # noqa: E402

from articles.models import Article  # noqa: E402
from benchmarks.admin import measure  # noqa: E402
from benchmarks.machine_addresses import lists, sitemaps  # noqa: E402

LIST_MILLISECONDS, SITEMAP_MILLISECONDS, SITEMAP_MEGABYTES = 100, 2000, 150


@dataclass(frozen=True)
class Answer:
    """``megabytes`` is by how much the process has grown since the first answer of all."""

    name: str
    queries: int
    median: float
    megabytes: float
    most_queries: int
    most_milliseconds: int

    @property
    def is_within(self):
        return (
            self.queries <= self.most_queries
            and self.median <= self.most_milliseconds
            and self.megabytes <= SITEMAP_MEGABYTES
        )

    def __str__(self):
        verdict = "" if self.is_within else "  over"
        return f"{self.name:<56}{self.queries:>8}{self.median:>10.0f}{self.megabytes:>8.0f}{verdict}"


def answers():
    """The cost of every list and of every kind of sitemap."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.get("/ar/")  # what a process loads once isn't the sitemaps' to answer for
    before = _peak()
    pages = [(page, LIST_MILLISECONDS) for page in lists(client)]
    pages += [(page, SITEMAP_MILLISECONDS) for page in sitemaps(client)]
    for page, limit in tqdm(pages, desc="Asking", unit=" addresses", disable=None):
        cost = measure(client, page)
        yield Answer(page.name, cost.queries, cost.median, _peak() - before, page.most_queries, limit)


def _peak():
    """The most memory that the process ever held, in megabytes; Linux counts in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main():
    found = list(answers())
    sys.stdout.write(f"{connection.vendor}, {Article.objects.count():,} articles\n")
    sys.stdout.write(f"{'address':<56}{'queries':>8}{'median ms':>10}{'MB':>8}\n")
    sys.stdout.writelines(f"{answer}\n" for answer in found)
    return 0 if all(answer.is_within for answer in found) else 1


if __name__ == "__main__":
    sys.exit(main())
