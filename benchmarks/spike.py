"""A page is published, and two hundred readers come at once, while others read on: who waits, who fails?

``make bench`` runs it; VAR_DIR or DATABASE_URL names a portal with articles, of which the newest Arabic one
is published anew and set back. The answer is 1 where a limit is missed (issue 9).
"""

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

from benchmarks.served import Server, request_for, served
from tests.serving import ROOT

READERS, A_SECOND, QUIET_SECONDS = 200, 50, 5
MOST_MADE, MOST_MILLISECONDS, MOST_SECONDS_OLD = 2, 150, 1
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
    with TemporaryDirectory() as folder:
        made = Path(folder) / "made"
        surroundings = {"MADE": str(made), "DJANGO_SETTINGS_MODULE": "portal.settings"}
        with served("benchmarks.counted", **surroundings) as server:
            return _measure(server, made)


def _measure(server, made):
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
    return _tell(quiet, rest, crowd, _made_of(made, page[0]) - before, crowd.old_at - committed)


def _made_of(made, path):
    name = unquote_to_bytes(path).decode("latin-1")
    return Counter(made.read_text().split("\n"))[name]


def _tell(quiet, rest, crowd, made, old_for):
    rows = {
        "failed requests": (crowd.failed + rest.failed + quiet.failed, 0),
        "times the page was made": (made, MOST_MADE),
        "p99 of the rest of the site, ms": (round(rest.p99), MOST_MILLISECONDS),
        "seconds that the old text was served": (max(0, round(old_for, 2)), MOST_SECONDS_OLD),
    }
    sys.stdout.write(f"{len(crowd.times)} readers at once, p99 {crowd.p99:.0f} ms\n")
    sys.stdout.write(f"{len(rest.times)} others, p99 of quiet times {quiet.p99:.0f} ms\n")
    for name, (found, limit) in rows.items():
        sys.stdout.write(f"{name:<40}{found:>8}{limit:>8}{'  over' if found > limit else ''}\n")
    return int(any(found > limit for found, limit in rows.values()))


if __name__ == "__main__":
    os.environ.setdefault("SITE_URL", "http://127.0.0.1:8000")
    sys.exit(main())
