"""An article from nginx and from Varnish, beside a constant as long from the same program, in turns.

``make bench`` runs it; both have the configurations of ``deploy/``, and requests come many on one connection,
so that the reader is no slower than what is measured. The answer is 1 where the article's rate is under its
limit (issue 9). A program that isn't installed is left out.
"""

import argparse
import json
import os
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tqdm import tqdm

from benchmarks.archives import Archive
from benchmarks.served import PORTAL, STOCK, Round, Server, request_for, served
from benchmarks.tables import tell
from tests.edge.programs import EDGES, find, running
from tests.serving import free_port

RATE = 0.9
BATCH = 100
#: What the caches ask for of a page that they keep.
KEPT = {"Cache-Control": "public, max-age=60", "Surrogate-Key": "constant"}
#: What tells how much of the difference is the headers of a real page.
SAME = "constant, with the article's headers"
OF_THE_ANSWER = {"server", "date", "connection", "age", "x-cache", "etag"}
OF_THE_ANSWER |= {"content-length", "content-encoding"}
HEAD = ("", "CPU ms", "of the constant", "req/s", "of the constant", "limit", "")


@contextmanager
def behind(edge: str | None, application: str, **environment):
    """The application as readers meet it: by way of nginx or Varnish, or without anything in between."""
    with ExitStack() as stack:
        if edge is None:
            yield stack.enter_context(served(application, **environment))
            return
        command, _program = EDGES[edge]
        folder = Path(stack.enter_context(TemporaryDirectory()))
        folder.chmod(0o755)  # nginx's workers may be another account's
        origin = stack.enter_context(served(application, BEHIND_PROXY="true", **environment))
        port = free_port()
        pid = stack.enter_context(running(command(folder, origin.port, port), port, folder / "log"))
        yield Server(port, pid)


def batch(server: Server, path: str) -> bytes:
    """So many requests for the same page, the last of which ends the connection."""
    one = request_for(server.port, path, {"Connection": "keep-alive"})
    return one * (BATCH - 1) + request_for(server.port, path)


def measure(edge: str, article: str, rounds: int, batches: int) -> dict[str, Round]:
    with ExitStack() as stack:
        portal = stack.enter_context(behind(edge, "portal.wsgi", **PORTAL))
        length, servers = str(len(portal.body(article))), {}
        for name, headers in {"constant": KEPT, SAME: KEPT | _headers(portal, article)}.items():
            told = {"BODY_BYTES": length, "HEADERS": json.dumps(headers)}
            servers[name] = stack.enter_context(behind(edge, "benchmarks.constant", **told, **STOCK))
        servers["article"] = portal
        asked = {name: batch(server, article) for name, server in servers.items()}
        for name, server in servers.items():
            _require_hits(server, asked[name])
        found = {name: [] for name in servers}
        for _ in tqdm(range(rounds), desc=f"Measuring {edge}", unit=" rounds", disable=None):
            for name, server in servers.items():
                found[name].append(server.timed(asked[name], batches))
    return {name: Round.middle_of(of_server) for name, of_server in found.items()}


def _headers(portal, article):
    """What the article is sent with and the constant isn't."""
    head = portal.ask(request_for(portal.port, article)).partition(b"\r\n\r\n")[0].decode("latin-1")
    told = dict(line.split(": ", 1) for line in head.splitlines()[1:])
    return {name: value for name, value in told.items() if name.lower() not in OF_THE_ANSWER}


def _require_hits(server, asked):
    server.ask(asked)
    answer = server.ask(asked).lower()
    if answer.count(b"http/1.1 200 ") != BATCH or answer.count(b"x-cache: hit") < BATCH - 2:
        sys.exit(f"not kept: {answer[:600]!r}")


def rows(edge: str, found: dict[str, Round]):
    yardstick = found["constant"]
    for name, one in found.items():
        ratio, limit = _rate(one) / _rate(yardstick), RATE if name == "article" else None
        verdict = "over" if limit and ratio < limit else ""
        figures = one.cpu / BATCH, one.cpu / yardstick.cpu, _rate(one), ratio
        yield f"{edge}, {name}", *figures, limit, verdict


def _rate(one):
    """Of the quickest tenth: these are so quick that whatever else the machine does is most of the rest."""
    return BATCH * 1000 / sorted(one.times)[len(one.times) // 10]


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--batches", type=int, default=100, help=f"of {BATCH} requests in a round")
    arguments = parser.parse_args()
    article = Archive.at().pages["article"].path
    table = []
    for edge, (_command, program) in EDGES.items():
        if find(program):
            table += rows(edge, measure(edge, article, arguments.rounds, arguments.batches))
        else:
            sys.stdout.write(f"{program} isn't installed\n")
    tell("edges", "Kept in front of the portal", HEAD, table)
    return int(any(row[-1] for row in table))


if __name__ == "__main__":
    os.environ.setdefault("SITE_URL", "http://127.0.0.1:8000")
    sys.exit(main())
