"""Does a page that nobody has read cost more in a larger archive? The same pages, asked of each in turns.

``make bench`` runs it; it makes archives on a PostgreSQL of its own, or takes those that are named. The
answer is 1 where a median grows more than it may, or a list's last page costs more than its first (issue 9).
What a page costs beside the constant, ``benchmarks.cold`` judges on the smallest.
"""

import argparse
import os
import sys
from contextlib import ExitStack, nullcontext

from tqdm import tqdm

from benchmarks.archives import Archive, made_archives
from benchmarks.cold import judge
from benchmarks.served import PORTAL, Round, served
from benchmarks.tables import tell

GROWTH, DEEPEST = 1.3, 1.2
SEARCH = {"search, rare": 2, "search, common": 2}


def measure(archives: list[Archive], rounds: int, requests: int):
    """For each archive the rounds of each page, by its name; one request to each archive in turn."""
    with ExitStack() as stack:
        cold = {"PAGE_CACHE": "false"} | PORTAL
        servers = [
            stack.enter_context(served("portal.wsgi", archive.postmaster, **cold, **archive.environment))
            for archive in archives
        ]
        found = [{name: [] for name in archive.pages} for archive in archives]
        for _ in tqdm(range(rounds), desc="Measuring", unit=" rounds", disable=None):
            for name in archives[0].pages:
                for server, archive, of_archive in zip(servers, archives, found, strict=True):
                    of_archive[name].append(server.round(archive.pages[name].path, requests))
    return [{name: Round.middle_of(of_page) for name, of_page in of_one.items()} for of_one in found]


def rows(found: list[dict[str, Round]]):
    """How much each page has grown, and how much more the last page of a list costs than its first."""
    for name in found[0]:
        limit, medians = SEARCH.get(name, GROWTH), [of_one[name].median for of_one in found]
        grown = medians[-1] / medians[0]
        of_processor = found[-1][name].cpu / found[0][name].cpu
        yield name, *medians, grown, of_processor, limit, "over" if grown > limit else ""
        if name.endswith(", deepest"):
            first = name.removesuffix(", deepest")
            ratios = [of_one[name].median / of_one[first].median for of_one in found]
            verdict = "over" if max(ratios) > DEEPEST else ""
            yield f"{name}, of its first page", *ratios, None, None, DEEPEST, verdict


def main():
    arguments = _arguments()
    named = arguments.databases
    with nullcontext(named) if named else made_archives(arguments.articles) as databases:
        archives = [Archive.at(database) for database in databases]
        found = measure(archives, arguments.rounds, arguments.requests)
        is_over = judge(archives[0], arguments.rounds, arguments.requests)
    head = ("page", *(f"{archive.articles:,}, ms" for archive in archives), "grown", "CPU grown", "limit", "")
    table = list(rows(found))
    title = f"Pages made anew in archives of different sizes: {archives[0].vendor}, medians on the clock"
    tell("scale", title, head, table)
    return int(is_over or any(row[-1] for row in table))


def _arguments():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000, 100_000], help="archives to make")
    parser.add_argument(
        "--databases", nargs="*", metavar="URL", help="archives that are there, smallest first"
    )
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--requests", type=int, default=10, help="of each page in a round (default: 10)")
    return parser.parse_args()


if __name__ == "__main__":
    os.environ.setdefault("SITE_URL", "http://127.0.0.1:8000")
    sys.exit(main())
