"""What a kept page costs beside Django that does nothing: hot, from the shared store, and unchanged.

``make bench`` runs it on its archive; DATABASE_URL chooses the database. Servers take turns, round by round,
on the same machine, so ratios hold where milliseconds don't. The answer is 1 where a ratio misses its limit
(issue 9).
"""

import os
import re
import sys
from contextlib import ExitStack

from tqdm import tqdm

from benchmarks.served import Round, Server, request_for, served

ROUNDS, HOT, MADE = 5, 2000, 60
MEGABYTES = 200
#: The most a page may cost of what the constant costs, in time of the processor.
LIMITS = {
    "article, hot in the process": 0.68,
    "article, unchanged (304)": 0.68,
    "article, from the shared store": 1.11,
}


def cases(kept: Server, shared: Server, made: Server) -> dict:
    """By name: the server, the path, how often it is asked in a round, and headers."""
    article = _first(kept, "/ar/", r"/ar/articles/\d+/[^\"/]+/")
    organization = _first(kept, "/ar/organizations/", r"/ar/organizations/[^\"/?]+/")
    partnership = _first(
        kept, "/ar/partnerships/", r"/ar/partnerships/(?!commitments|network|between)[^\"/?]+/"
    )
    etag = re.search(rb"ETag: (\S+)", kept.ask(request_for(kept.port, article)))[1].decode()
    found = {
        "article, hot in the process": (kept, article, HOT, {}),
        "article, unchanged (304)": (kept, article, HOT, {"If-None-Match": etag}),
        "article, from the shared store": (shared, article, HOT, {}),
    }
    pages = {
        "article": article,
        "front page": "/ar/",
        "latest": "/ar/articles/",
        "organisation": organization,
    }
    pages |= {"partnership": partnership, "network": "/ar/partnerships/network/"}
    return found | {f"{name}, made": (made, path, MADE, {}) for name, path in pages.items()}


def _first(server, path, pattern):
    found = re.search(pattern, server.text(path))
    if not found:
        sys.exit("Nothing to measure. Remedy:  manage.py make_load --articles 10000")
    return found[0]


def main():
    with ExitStack() as stack:
        kept, shared, made = (
            stack.enter_context(served(application, DJANGO_SETTINGS_MODULE="portal.settings", **more))
            for application, more in (
                ("portal.wsgi", {}),
                ("benchmarks.shared_only", {}),
                ("portal.wsgi", {"PAGE_CACHE": "false"}),
            )
        )
        measured = cases(kept, shared, made)
        size = len(kept.body(measured["article, hot in the process"][1]))
        constant = stack.enter_context(served("benchmarks.constant", BODY_BYTES=str(size)))
        rounds = {name: [] for name in ("constant", *measured)}
        for _ in tqdm(range(ROUNDS), desc="Measuring", unit=" rounds", disable=None):
            rounds["constant"].append(constant.round("/", HOT))
            for name, (server, path, number, headers) in measured.items():
                rounds[name].append(server.round(path, number, headers))
        megabytes = kept.megabytes()
    return _tell({name: Round.middle_of(found) for name, found in rounds.items()}, size, megabytes)


def _tell(found, size, megabytes):
    yardstick, is_over = found["constant"], megabytes > MEGABYTES
    sys.stdout.write(f"constant of {size:,} bytes; server and two workers {megabytes:.0f} MiB\n")
    sys.stdout.write(f"{'page':<36}{'CPU ms':>9}{'ratio':>8}{'limit':>8}{'req/s':>8}{'p99 ms':>9}\n")
    for name, one in found.items():
        ratio, limit = one.cpu / yardstick.cpu, LIMITS.get(name, 1)
        verdict = "" if ratio <= limit else "  over"
        is_over = is_over or bool(verdict)
        row = f"{name:<36}{one.cpu:>9.2f}{ratio:>8.2f}{limit:>8.2f}{one.rate:>8.0f}{one.p99:>9.2f}{verdict}\n"
        sys.stdout.write(row)
    return int(is_over)


if __name__ == "__main__":
    os.environ.setdefault("SITE_URL", "http://127.0.0.1:8000")
    sys.exit(main())
