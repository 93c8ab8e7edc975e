"""What a server holds after a hundred thousand requests for twenty thousand different pages.

``make bench`` runs it on its archive, whose sitemaps name the pages; with few of them, each is asked more
often. The most that was ever held counts, because gunicorn replaces its workers in between. The answer is 1
where that is over a limit (issue 9).
"""

import argparse
import os
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from random import Random
from urllib.parse import urlsplit

from tqdm import tqdm

from benchmarks.served import PORTAL, Server, request_for, served
from benchmarks.tables import tell

REQUESTS, ADDRESSES = 100_000, 20_000
READERS = 4
#: After so many requests the memory is looked at.
STEP = 500
ALL_MEGABYTES, WORKER_MEGABYTES = 200, 70


def addresses(server: Server, number: int) -> list[str]:
    """The paths that the sitemaps name, articles among them."""
    paths = []
    for file in _locations(server, "/sitemap.xml"):
        paths += _locations(server, file)
        if len(paths) >= number:
            break
    return paths[:number]


def _locations(server, path):
    return [urlsplit(found).path for found in re.findall("<loc>([^<]+)</loc>", server.text(path))]


def read(server: Server, paths: list[str], requests: int) -> tuple[int, float, float]:
    """How many failed, and the most megabytes that all processes and one worker held."""
    random = Random(1)  # noqa: S311 -- the same order each time
    asked = [paths[number % len(paths)] for number in range(requests)]
    random.shuffle(asked)
    failed, held = 0, [(server.megabytes(), server.private_megabytes())]
    with ThreadPoolExecutor(READERS) as readers:
        for start in tqdm(range(0, requests, STEP), desc="Reading", unit=f" x {STEP}", disable=None):
            step = asked[start : start + STEP]
            failed += sum(not good for good in readers.map(lambda path: _is_good(server, path), step))
            with suppress(OSError):  # a worker was just being replaced
                held.append((server.megabytes(), server.private_megabytes()))
    return failed, *map(max, zip(*held, strict=True))


def _is_good(server, path):
    with suppress(OSError):
        return server.ask(request_for(server.port, path)).startswith(b"HTTP/1.1 200")
    return False


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--requests", type=int, default=REQUESTS)
    parser.add_argument("--addresses", type=int, default=ADDRESSES)
    arguments = parser.parse_args()
    with served("portal.wsgi", **PORTAL) as server:
        paths = addresses(server, arguments.addresses)
        failed, everything, worker = read(server, paths, arguments.requests)
    table = [
        _row("server and two workers, MiB (PSS)", everything, ALL_MEGABYTES),
        _row("the larger worker alone, MiB (private)", worker, WORKER_MEGABYTES),
        _row("failed requests", failed, 0),
    ]
    title = f"Memory: {arguments.requests:,} requests for {len(paths):,} different pages"
    tell("memory", title, ("", "most", "limit", ""), table)
    return int(any(row[-1] for row in table))


def _row(name, found, limit):
    return name, found, limit, "over" if found > limit else ""


if __name__ == "__main__":
    os.environ.setdefault("SITE_URL", "http://127.0.0.1:8000")
    sys.exit(main())
