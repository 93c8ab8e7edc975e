"""Do the lists of the ledger cost the same however long it is? A ratio within one run, never seconds.

``make bench`` runs it; DATABASE_URL chooses the database. Each page is measured with a tenth of the ledger
and with all of it. The answer is 1 where a page asks more queries than it may, or grows with the ledger.
The network alone has to read the whole ledger: of it the milliseconds and the weight are limited.
"""

import os
import sys
from random import Random

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.db import connection, transaction  # noqa: E402 -- the settings come first
from django.db.models import Count  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from benchmarks.admin import measure  # noqa: E402
from benchmarks.pages import Page  # noqa: E402
from organizations.models import Organization  # noqa: E402
from organizations.partnerships.board import Group  # noqa: E402
from organizations.partnerships.models import Commitment, Partnership  # noqa: E402
from portal.load.directory import make_organizations  # noqa: E402
from portal.load.ledger import make_entries  # noqa: E402
from portal.load.prose import Prose  # noqa: E402

ORGANIZATIONS, ENTRIES = 2_000, 10_000
TIMES = 10
MOST_QUERIES = 10
MOST_OF_API = 8
NETWORK = "network"
NETWORK_MILLISECONDS, NETWORK_BYTES = 500, 200_000
FLAT = 4  # what walks an index hardly grows; what sorts or reads everything grows tenfold
NOISE = 3  # milliseconds


def pages():
    """Every list, at its start and deep inside, for who is in the ledger most and who hardly is."""
    busy, second, *_more, quiet = (
        Organization.objects.filter(roles__isnull=False)
        .annotate(number=Count("roles"))
        .order_by("-number", "pk")
    )
    year = timezone.localdate().year - 5
    queries = {"": "", "kind": "kind=programme", "status": "status=signed", "year": f"year={year}"}
    queries |= {"kind, status": "kind=programme&status=signed", "nothing": "kind=meeting&status=signed"}
    queries |= {"busy": f"organization={busy.slug}", "quiet": f"organization={quiet.slug}"}
    queries |= {"all four": f"kind=programme&status=signed&organization={busy.slug}&year={year}"}
    middle = Partnership.objects.filter(number__gt=Partnership.objects.count() // 2).earliest("number")
    queries["deep"] = f"before={middle.number}~{middle.pk}"
    for name, query in queries.items():
        yield Page(f"ledger {name}", f"/ar/partnerships/?{query}", MOST_QUERIES)
    yield Page("board", "/ar/partnerships/commitments/", MOST_QUERIES)
    for name, owner in (("busy", busy), ("quiet", quiet)):
        address = f"/ar/partnerships/commitments/?organization={owner.slug}"
        yield Page(f"board of {name}", address, MOST_QUERIES)
    for group in Group:
        yield Page(f"board {group.value}", f"/ar/partnerships/commitments/?show={group.value}", MOST_QUERIES)
    for name, other in (("busy", second), ("quiet", quiet)):
        first, last = sorted((busy.slug, other.slug))
        yield Page(f"pair {name}", f"/ar/partnerships/between/{first}/{last}/", MOST_QUERIES)
    for name, organization in (("busy", busy), ("quiet", quiet)):
        yield Page(f"organisation {name}", f"/ar/organizations/{organization.slug}/", MOST_QUERIES)
    yield Page(NETWORK, "/ar/partnerships/network/", MOST_QUERIES)
    yield Page(f"{NETWORK}, not drawn", "/ar/partnerships/network/?part=rest", MOST_QUERIES)
    yield from _api(busy, queries["deep"])


def _api(busy, deep):
    """The lists of the open data, at their start, deep inside and filtered."""
    item = Commitment.objects.order_by("pk")[Commitment.objects.count() // 2].pk
    for path, inside in (("partnerships", deep), ("commitments", f"before={item}~{item}")):
        for name, query in {"": "", "deep": inside, "busy": f"organization={busy.slug}"}.items():
            yield Page(f"API {path} {name}", f"/api/v1/{path}?{query}", MOST_OF_API)
    yield Page("API changes", "/api/v1/changes", MOST_OF_API)


def measure_at(entries):
    """The cost of every page with so many entries, by its name."""
    random = Random(1)  # noqa: S311 -- the same seed makes the same ledger
    prose = {language: Prose(random, language) for language in ("ar", "en")}
    make_entries(random, prose, make_organizations(ORGANIZATIONS), entries)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = Client(SERVER_NAME="127.0.0.1")
    return {page.name: measure(client, page) for page in pages()}


def is_within(small, large):
    if large.page.name.startswith(NETWORK):
        return large.queries <= large.page.most_queries and large.best < NETWORK_MILLISECONDS
    return large.queries <= large.page.most_queries and large.best < FLAT * max(small.best, NOISE)


def main():
    with transaction.atomic():
        small, large = measure_at(ENTRIES // TIMES), measure_at(ENTRIES)
        weight = len(Client(SERVER_NAME="127.0.0.1").get(large[NETWORK].page.address).content)
        items = Commitment.objects.count()
        transaction.set_rollback(True)
    sys.stdout.write(f"{connection.vendor}, {ENTRIES:,} entries, {items:,} items; best of each\n")
    sys.stdout.write(f"{'page':<34}{'queries':>9}{'a tenth, ms':>13}{'all, ms':>10}\n")
    worst = 0
    for name, cost in large.items():
        verdict = "" if is_within(small[name], cost) else "  over"
        worst += bool(verdict)
        sys.stdout.write(f"{name:<34}{cost.queries:>9}{small[name].best:>13.1f}{cost.best:>10.1f}{verdict}\n")
    sys.stdout.write(f"HTML of the network: {weight:,} bytes of {NETWORK_BYTES:,}\n")
    return 1 if worst or weight > NETWORK_BYTES else 0


if __name__ == "__main__":
    sys.exit(main())
