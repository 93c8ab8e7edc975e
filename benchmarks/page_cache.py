"""What a kept page costs beside Django that does nothing: hot, from the shared store, and unchanged.

``make bench`` runs it on its archive; DATABASE_URL chooses the database. Servers take turns, round by round,
on the same machine, so ratios hold where milliseconds don't. The answer is 1 where a limit is missed
(issue 9). What a page costs that nobody has read yet, ``benchmarks.cold`` tells.
"""

import argparse
import os
import re
import sys
from contextlib import ExitStack

from tqdm import tqdm

from benchmarks.archives import Archive
from benchmarks.served import PORTAL, STOCK, Round, Server, request_for, served
from benchmarks.tables import tell

REQUESTS = 2000
#: The most a page may cost of what the constant costs, in time of the processor.
LIMITS = {
    "article": 0.68,
    "article, unchanged (304)": 0.68,
    "article, from the shared store": 1.11,
}
#: The fewest requests a second, as a part of the constant's.
RATES = {"article": 1.35, "article, from the shared store": 0.9}
MEGABYTES = 200
#: Counted for each client, and so left to Django.
NEVER_KEPT = ("API list",)
HEAD = ("page", "CPU ms", "of the constant", "limit", "req/s", "of the constant", "limit", "p99 ms", "")


def cases(archive: Archive, kept: Server, shared: Server) -> dict:
    """By name: the server, the path, and headers."""
    article = archive.pages["article"].path
    etag = re.search(rb"ETag: (\S+)", kept.ask(request_for(kept.port, article)))[1].decode()
    found = {
        "article": (kept, article, {}),
        "article, unchanged (304)": (kept, article, {"If-None-Match": etag}),
        "article, from the shared store": (shared, article, {}),
    }
    others = {name: page.path for name, page in archive.pages.items() if name not in NEVER_KEPT}
    return found | {name: (kept, path, {}) for name, path in others.items() if name != "article"}


def measure(archive: Archive, rounds: int, requests: int) -> tuple[dict[str, Round], float]:
    """By name, the constant among them; and the megabytes of the server."""
    with ExitStack() as stack:
        kept = stack.enter_context(served("portal.wsgi", **PORTAL))
        shared = stack.enter_context(served("benchmarks.shared_only", **PORTAL))
        asked = cases(archive, kept, shared)
        length = str(len(kept.body(archive.pages["article"].path)))
        constant = stack.enter_context(served("benchmarks.constant", BODY_BYTES=length, **STOCK))
        asked = {"constant": (constant, "/", {})} | asked
        found = {name: [] for name in asked}
        for _ in tqdm(range(rounds), desc="Measuring", unit=" rounds", disable=None):
            for name, (server, path, headers) in asked.items():
                found[name].append(server.round(path, requests, headers))
        megabytes = kept.megabytes()
    return {name: Round.middle_of(of_page) for name, of_page in found.items()}, megabytes


def rows(found: dict[str, Round]):
    yardstick = found["constant"]
    for name, one in found.items():
        cost, most = one.cpu / yardstick.cpu, LIMITS.get(name)
        rate, fewest = one.rate / yardstick.rate, RATES.get(name)
        is_over = bool((most and cost > most) or (fewest and rate < fewest))
        yield name, one.cpu, cost, most, one.rate, rate, fewest, one.p99, "over" if is_over else ""


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--requests", type=int, default=REQUESTS, help="of each page in a round")
    arguments = parser.parse_args()
    archive = Archive.at()
    found, megabytes = measure(archive, arguments.rounds, arguments.requests)
    table = list(rows(found))
    tell("kept", f"Kept pages: server and two workers {megabytes:.0f} MiB", HEAD, table)
    return int(megabytes > MEGABYTES or any(row[-1] for row in table))


if __name__ == "__main__":
    os.environ.setdefault("SITE_URL", "http://127.0.0.1:8000")
    sys.exit(main())
