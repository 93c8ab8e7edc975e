"""A page is published, and two hundred readers come at once, while others read on: who waits, who fails?

``make bench`` runs it; VAR_DIR or DATABASE_URL names a portal with articles, of which the newest Arabic one
is published anew and set back. With ``--behind nginx``, readers come by way of it. The answer is 1 where a
limit is missed (issue 9).
"""

import argparse
import os
import re
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from urllib.parse import unquote_to_bytes

from benchmarks.edges import behind
from benchmarks.served import PORTAL, Server, request_for
from benchmarks.tables import tell
from tests.edge.programs import EDGES, find
from tests.serving import ROOT

READERS, A_SECOND, QUIET_SECONDS = 200, 50, 5
MOST_MADE, MOST_MILLISECONDS, MOST_SECONDS_OLD = 2, 150, 1
#: Behind nginx, the rest of the site may take so many times as long as before the spike.
MOST_TIMES = 3
PUBLISH = """
import time
from articles.models import Article
from articles.models.article import TEXT_FIELDS
from articles.workflow import publish, save_revision
article = Article.objects.get(pk={pk})
newest = article.revisions.filter(language="ar").order_by("-number").first()
text = {{name: getattr(newest, name) for name in TEXT_FIELDS}} | {{"headline": "{headline}"}}
publish(save_revision(article, "ar", text, by=None, started_from=newest.number), by=None)
print(time.time())
"""


@dataclass
class Reading:
    """What was answered: when, in how many milliseconds, and whether it was an answer at all."""

    times: list = field(default_factory=list)
    failed: int = 0
    old_at: float = 0.0

    def read(self, server: Server, request: bytes, new: str = "") -> None:
        start = time.time()
        try:
            answer = server.ask(request)
        except OSError:
            self.failed += 1
            return
        self.times.append((time.time() - start) * 1000)
        self.failed += not answer.startswith((b"HTTP/1.1 200", b"HTTP/1.1 304"))
        if new and new.encode() not in answer:
            self.old_at = max(self.old_at, start)

    @property
    def p99(self) -> float:
        return sorted(self.times)[int(len(self.times) * 0.99)]


def keep_reading(server, paths, reading, end):
    """``A_SECOND`` requests a second, one after the other, until the end."""
    requests, number = [request_for(server.port, path) for path in paths], 0
    while not end.wait(1 / A_SECOND):
        reading.read(server, requests[number % len(requests)])
        number += 1


def publish(pk, headline):
    """When the new text was committed, in seconds since 1970."""
    command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command"]
    code = PUBLISH.format(pk=pk, headline=headline)
    printed = subprocess.run([*command, code], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    return float(printed.stdout.split()[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--behind", choices=EDGES, help="what of deploy/ stands in front (default: nothing)")
    edge = parser.parse_args().behind
    if edge and not find(EDGES[edge][1]):
        sys.exit(f"{edge} isn't installed")
    with TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        surroundings = PORTAL | {"MADE": str(made)}
        with behind(edge, "benchmarks.counted", **surroundings) as server:
            return _measure(server, made, edge)


def _measure(server, made, edge):
    front = server.text("/ar/")
    paths = list(dict.fromkeys(re.findall(r'"(/ar/[^"#?]*)"', front)))[:30]
    page = re.search(r"/ar/articles/(\d+)/[^\"/]+/", front)
    title = re.search(r"<h1[^>]*>\s*(.*?)\s*</h1>", server.text(page[0]), re.DOTALL)[1]
    rest, quiet, crowd, end = Reading(), Reading(), Reading(), Event()
    for reading in (quiet, rest):
        end = Event()
        thread = Thread(target=keep_reading, args=(server, paths, reading, end))
        thread.start()
        if reading is rest:
            before = _made_of(made, page[0])
            committed = publish(page[1], "خبر الذروة")
            request = request_for(server.port, page[0], {"Accept-Encoding": "identity"})
            with ThreadPoolExecutor(READERS) as readers:
                for _ in range(READERS * 3):
                    readers.submit(crowd.read, server, request, "خبر الذروة")
        time.sleep(QUIET_SECONDS)
        end.set()
        thread.join()
    publish(page[1], title)
    return _tell(quiet, rest, crowd, _made_of(made, page[0]) - before, crowd.old_at - committed, edge)


def _made_of(made, path):
    name = unquote_to_bytes(path).decode("latin-1")
    return Counter(made.read_text().split("\n"))[name]


def _tell(quiet, rest, crowd, made, old_for, edge):
    slowest = MOST_TIMES * quiet.p99 if edge else MOST_MILLISECONDS
    found = (
        ("failed requests", crowd.failed + rest.failed + quiet.failed, 0),
        ("times the page was made", made, MOST_MADE),
        ("p99 of the rest of the site, ms", rest.p99, slowest),
        ("p99 of the rest of the site in quiet times, ms", quiet.p99, None),
        (f"p99 of {len(crowd.times)} readers who came at once, ms", crowd.p99, None),
        ("seconds that the old text was served", max(0.0, old_for), MOST_SECONDS_OLD),
    )
    table = [(*row, "over" if row[2] is not None and row[1] > row[2] else "") for row in found]
    title = f"A spike on a page that was just published, behind {edge or 'nothing'}"
    tell(f"spike-{edge or 'direct'}", title, ("", "found", "limit", ""), table)
    return int(any(row[-1] for row in table))


if __name__ == "__main__":
    os.environ.setdefault("SITE_URL", "http://127.0.0.1:8000")
    sys.exit(main())
