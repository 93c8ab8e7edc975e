"""What it costs to find names in a text: 3,000 words against 20,000 names, in each language.

``make bench`` runs it. The answer is 1 where the best of a few attempts takes more than ``MILLISECONDS``. The
ratio says how much longer that takes than against 200 names, in the same run.
"""

import os
import sys
import time
from random import Random

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from organizations.names import Families, NameIndex  # noqa: E402 -- the settings come first
from portal.load.prose import Prose  # noqa: E402

MILLISECONDS = 20
ATTEMPTS = 9
WORDS, NAMES, FEW = 3_000, 20_000, 200
EVERY = 40  # words from one name to the next
FAMILIES = Families([["centre", "center"], ["مركز", "مراكز"], ["شركة", "شركات"]])


def index_of(number):
    """Half of the names in each script; each third in a word that has a family, each fifth ambiguous."""
    return NameIndex((_entry(place) for place in range(number)), FAMILIES)


def text_in(language):
    """Words of a made text, with a name every ``EVERY`` words."""
    prose, words = Prose(Random(1), language), []  # noqa: S311 -- a made text
    while len(words) < WORDS:
        words += prose.text()["body"].replace("<p>", " ").replace("</p>", " ").split()
    script = language == "en"
    for place in range(0, WORDS, EVERY):
        words[place] = _name(place % FEW, script)
    return " ".join(" ".join(words).split()[:WORDS])


def milliseconds(work, text):
    """The best of a few attempts: noise only ever adds."""
    return min(_once(work, text) for _ in range(ATTEMPTS))


def _once(work, text):
    started = time.perf_counter()
    work(text)
    return (time.perf_counter() - started) * 1000


def _entry(place):
    is_ambiguous = place % 5 == 0
    return place, _name(place // 2, place % 2), ("Kuwait", "الكويت") if is_ambiguous else ()


def _name(number, is_latin):
    if is_latin:
        return f"Body{number} Holding Centre" if number % 3 else f"Company{number} Holding"
    return f"شركة{number} القابضة" if number % 3 else f"مركز{number} الوطني للبيانات"


def main():
    started = time.perf_counter()
    many, few = index_of(NAMES), index_of(FEW)
    sys.stdout.write(f"{NAMES:,} names compiled in {time.perf_counter() - started:.1f} s\n")
    worst = 0
    for language in ("ar", "en"):
        text = text_in(language)
        best = milliseconds(many.find, text)
        worst = max(worst, best)
        ratio = best / milliseconds(few.find, text)
        found = len(many.find(text))
        verdict = "" if best <= MILLISECONDS else "  over"
        sys.stdout.write(
            f"{language}: {WORDS:,} words, {found} found, {best:.1f} ms, ratio {ratio:.1f}{verdict}\n"
        )
    return 0 if worst <= MILLISECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
