"""Texts are published one after the other, and a reader opens each as soon as anything shows it."""

import json
import time
from itertools import count
from threading import Event, Thread
from urllib.parse import urlsplit

from .readers import Answer, ask

#: What the address of each text begins with.
WORD = "zq"
FEED = "/ar/feeds/latest.json"
#: No answer, or that the portal is briefly away: nothing was shown.
NOTHING_SHOWN = (0, 503)
TELL_STORED = "from tests.faults.stored import tell; tell()"

_words = map((WORD + "{:05}").format, count())


class Publishing(Thread):
    """Goes on until ``most`` texts have been acknowledged: each word with the path that was named."""

    def __init__(self, port: int, most: int):
        super().__init__(daemon=True)
        self._port, self._most = port, most
        self.acknowledged: dict[str, str] = {}
        self.tried: list[str] = []

    def run(self):
        while len(self.acknowledged) < self._most:
            word = next(_words)
            self.tried.append(word)
            answer = ask(self._port, f"/publish/{word}/")
            if answer.status == 200:
                self.acknowledged[word] = answer.body
            else:
                time.sleep(0.1)


class Witness(Thread):
    """Follows the feed, newest first. ``halves`` are words that it named before all of it was there."""

    def __init__(self, port: int):
        super().__init__(daemon=True)
        self._port, self._end = port, Event()
        self.opened: set[str] = set()
        self.halves: list[str] = []
        self.slowest = 0.0

    def run(self):
        self.opened.update(word for word, *_ in shown(self._ask(FEED)))
        while not self._end.wait(0.02):
            for word, path, content in shown(self._ask(FEED)):
                if word not in self.opened:
                    self._open(word, path, content)
                    break  # the feed may be another by now

    def _open(self, word, path, content):
        page, found = self._ask(path), self._ask(search_for(word))
        if page.status in NOTHING_SHOWN:
            return
        self.opened.add(word)
        is_found = f"/{word}/" in found.body or found.status in NOTHING_SHOWN
        if not (text_of(word) in content and text_of(word) in page.body and is_found):
            self.halves.append(word)

    def _ask(self, path):
        answer = ask(self._port, path)
        self.slowest = max(self.slowest, answer.took)
        return answer

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *error):
        self._end.set()
        self.join()


def text_of(word: str) -> str:
    return f"{word} كاملا."


def search_for(word: str) -> str:
    return f"/ar/search/?q={word}"


def finds(port: int, word: str) -> bool:
    return f"/{word}/" in ask(port, search_for(word)).body


def shown(feed: Answer) -> list[tuple[str, str, str]]:
    """Word, path and content of each of these texts in the feed."""
    if feed.status != 200:
        return []
    paths = ((urlsplit(item["url"]).path, item) for item in json.loads(feed.body)["items"])
    named = ((path.rstrip("/").rpartition("/")[2], path, item) for path, item in paths)
    return [(word, path, item.get("content_html", "")) for word, path, item in named if word.startswith(WORD)]


def is_readable(port: int, word: str, path: str) -> bool:
    """As a page, and by whoever searches for it."""
    return text_of(word) in ask(port, path).body and finds(port, word)
