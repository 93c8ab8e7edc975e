"""Two machines, one database: when does one show what was published on the other?"""

import time
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from .database import running_database
from .found import Found
from .portals import WARM, on_another_machine, port_of, portal_in, serving
from .publishing import Publishing, text_of
from .readers import Readers, ask, not_as_due

TEXTS, A_SECOND, MOST_SECONDS = 20, 20, 1
LISTS = ("/ar/", "/ar/articles/", "/ar/feeds/latest.json")


def questions():
    for number in count():
        yield "warm", (*WARM, *LISTS)[number % (len(WARM) + len(LISTS))]


def provoke():
    database = running_database()
    with TemporaryDirectory() as here, TemporaryDirectory() as there:
        one = portal_in(Path(here), database.url, DJANGO_SETTINGS_MODULE="tests.faults.settings")
        other = on_another_machine(one, Path(there))
        with serving(one), serving(other):
            yield _provoked(port_of(one), port_of(other))


def _provoked(here, there):
    for path in (*WARM, *LISTS) * 6:
        ask(there, path)
    seconds, published = [], {}
    with Readers(there, A_SECOND, questions()) as readers:
        for _ in range(TEXTS):
            publishing = Publishing(here, 1)
            publishing.start()
            publishing.join()
            published |= publishing.acknowledged
            seconds.append(_seconds_until_shown(there, *publishing.acknowledged))
    pages = [text_of(word) in ask(there, path).body for word, path in published.items()]
    failed = len(not_as_due(readers.answers))
    also = (
        f"{len(published)} published on one, each shown on all lists of the other within {max(seconds):.2f} s"
    )
    is_over = failed > 0 or max(seconds) > MOST_SECONDS or not all(pages)
    lost = len(pages) - sum(pages)
    return Found(
        "two machines, one database", len(readers.answers), failed, max(seconds), lost, also, is_over
    )


def _seconds_until_shown(port, word):
    """In the front page's, the newest and the feed's list."""
    began = time.time()
    waiting = set(LISTS)
    while waiting and time.time() < began + 10 * MOST_SECONDS:
        waiting = {path for path in waiting if f"/{word}/" not in ask(port, path).body}
        time.sleep(0.01)
    return time.time() - began
