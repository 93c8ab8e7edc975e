"""What a page costs that nobody has read yet, beside Django that does nothing: each kind, in turns.

``make bench`` runs it on its archive; DATABASE_URL chooses the database, whose own time counts too where it
runs on this machine. The answer is 1 where a limit is missed (issue 9).
"""

import argparse
import os
import sys
from contextlib import ExitStack

from tqdm import tqdm

from benchmarks.archives import Archive
from benchmarks.served import PORTAL, STOCK, Round, served
from benchmarks.tables import tell

CONSTANT = 1000
QUERIES = {"article": 6}
#: The most a page may cost of what the constant costs, in time of the processor.
LIMITS = {"article": 18} | dict.fromkeys(
    (
        *("front page", "latest", "latest, deepest", "topic", "topic, deepest"),
        *("organisation", "partnership", "network", "feed", "API list"),
    ),
    24,
)
HEAD = ("page", "median ms", "p99 ms", "CPU ms", "of the constant", "limit", "queries", "limit", "")


def measure(archive: Archive, rounds: int, requests: int) -> tuple[dict[str, Round], tuple[float, float]]:
    """By name, the constant among them; and the megabytes of all processes and of the largest."""
    with ExitStack() as stack:
        cold = {"PAGE_CACHE": "false"} | PORTAL | archive.environment
        portal = stack.enter_context(served("portal.wsgi", archive.postmaster, **cold))
        length = len(portal.body(archive.pages["article"].path))
        constant = stack.enter_context(served("benchmarks.constant", BODY_BYTES=str(length), **STOCK))
        found = {name: [] for name in ("constant", *archive.pages)}
        for _ in tqdm(range(rounds), desc="Measuring", unit=" rounds", disable=None):
            found["constant"].append(constant.round("/", CONSTANT))
            for name, page in archive.pages.items():
                found[name].append(portal.round(page.path, requests))
        memory = portal.megabytes(), portal.private_megabytes()
    return {name: Round.middle_of(of_page) for name, of_page in found.items()}, memory


def rows(archive: Archive, found: dict[str, Round]):
    yardstick = found["constant"].cpu
    for name, one in found.items():
        page = archive.pages.get(name)
        ratio, limit, most = one.cpu / yardstick, LIMITS.get(name), QUERIES.get(name)
        queries = page.queries if page else None
        is_over = bool((limit and ratio > limit) or (most and queries > most))
        yield name, one.median, one.p99, one.cpu, ratio, limit, queries, most, "over" if is_over else ""


def judge(archive: Archive, rounds: int, requests: int) -> int:
    """Tell what was measured; 1 where a limit is missed."""
    found, (all_of_it, largest) = measure(archive, rounds, requests)
    table = list(rows(archive, found))
    title = (
        f"Pages made anew: {archive.vendor}, {archive.articles:,} articles; server and two workers "
        f"{all_of_it:.0f} MiB, the larger worker alone {largest:.0f} MiB"
    )
    tell(f"cold-{archive.vendor}", title, HEAD, table)
    return int(any(row[-1] for row in table))


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--requests", type=int, default=20, help="of each page in a round (default: 20)")
    arguments = parser.parse_args()
    return judge(Archive.at(), arguments.rounds, arguments.requests)


if __name__ == "__main__":
    os.environ.setdefault("SITE_URL", "http://127.0.0.1:8000")
    sys.exit(main())
