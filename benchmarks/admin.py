"""What the editors' desk costs on a large archive: queries and milliseconds of each page.

``make bench`` runs it; DATABASE_URL chooses the database. The answer is 1 where a page misses its limit.
"""

import argparse
import os
import statistics
import sys
import time
from dataclasses import dataclass
from urllib.parse import unquote

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.core.management import call_command  # noqa: E402 -- the settings come first
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from articles.entity_linking import directory  # noqa: E402
from articles.models import Article  # noqa: E402
from benchmarks.pages import Page, pages  # noqa: E402
from portal.accounts.models import User  # noqa: E402

MILLISECONDS = 300
REPEATS = 7


@dataclass(frozen=True)
class Cost:
    """``best`` and ``median`` are milliseconds; on a busy machine they lie far apart."""

    page: Page
    queries: int
    best: float
    median: float

    @property
    def is_within(self):
        return self.queries <= self.page.most_queries and self.median < MILLISECONDS


def measure(client, page):
    """The queries of one answer, and the time of several after a first that warms up."""
    with CaptureQueriesContext(connection) as captured:
        _get(client, page)
        queries = len(captured)
    times = [_get(client, page) for _ in range(REPEATS)]
    return Cost(page, queries, min(times), statistics.median(times))


def measure_all():
    """The cost of every page; the editor who asks exists for the time of the measurement only."""
    with transaction.atomic():
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(User.objects.create_superuser("benchmark"))
        directory()  # a process compiles the names once, whichever page asks first
        costs = [measure(client, page) for page in pages()]
        transaction.set_rollback(True)
    return costs


def table(costs):
    yield f"{'page':<46}{'queries':>9}{'best ms':>10}{'median ms':>11}"
    for cost in costs:
        verdict = "" if cost.is_within else "  over"
        numbers = f"{cost.queries:>9}{cost.best:>10.0f}{cost.median:>11.0f}"
        yield f"{unquote(cost.page.name):<46}{numbers}{verdict}"


def _get(client, page):
    """Milliseconds until the whole answer was there."""
    start = time.perf_counter()
    response = client.get(page.address)
    elapsed = (time.perf_counter() - start) * 1000
    if response.status_code != 200:
        raise SystemExit(f"{page.address} answered {response.status_code}")
    return elapsed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=100_000, help="make the archive this large first")
    arguments = parser.parse_args()
    missing = arguments.articles - Article.objects.count()
    if missing > 0:
        call_command("make_load", articles=missing)
    costs = measure_all()
    head = f"{connection.vendor}, {Article.objects.count():,} articles, median of {REPEATS}"
    sys.stdout.write("\n".join([head, *table(costs), ""]))
    return 0 if all(cost.is_within for cost in costs) else 1


if __name__ == "__main__":
    sys.exit(main())
