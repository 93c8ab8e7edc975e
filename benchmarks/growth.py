"""Does the work on a text grow with its length, or with its square? A ratio within one run, never seconds.

``make bench`` runs it. The answer is 1 where four times the text costs more than ``LINEAR`` times the time.
"""

import contextlib
import gc
import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from articles.comparing import compare_bodies  # noqa: E402 -- the settings come first
from articles.consistency import differences  # noqa: E402
from articles.entity_linking import body_links  # noqa: E402
from articles.entity_linking.directory import Thing  # noqa: E402
from articles.importing import furniture  # noqa: E402
from articles.importing.archives import wordpress_markup  # noqa: E402
from articles.importing.archives.body import illustrate  # noqa: E402
from articles.importing.archives.items import Item  # noqa: E402
from articles.importing.lines import LONGEST_SENTENCE, first_sentence  # noqa: E402
from articles.importing.plain_text import Refused, parse  # noqa: E402
from articles.richtext import clean_html  # noqa: E402
from organizations.models import Organization  # noqa: E402
from organizations.names import NameIndex  # noqa: E402
from portal.bilingual.arabic import fold  # noqa: E402
from portal.bilingual.text import clean_text  # noqa: E402

ATTEMPTS = 5
TIMES = 4
LINEAR = 9  # a linear way costs four times the time, a quadratic one sixteen times
MARKS = "\u0651\u064b"


def growth(work, text):
    """How many times longer ``work`` takes on four times the text, by processor time.

    Noise only ever adds, so the lowest of a few attempts counts; a good one ends them.
    """
    ratios = []
    for _ in range(ATTEMPTS):
        ratios.append(_seconds(work, text * TIMES) / _seconds(work, text))
        if ratios[-1] < LINEAR:
            break
    return min(ratios)


def works():
    """Name, work and text of what must stay linear: each was quadratic once, or lies in wait to be."""
    for unit in (MARKS, f"ا{MARKS}", "ﷺ", "\u0f73", "هواوي "):
        yield f"fold {unit!r}", fold, unit * 40_000
    yield "clean_text, marks", clean_text, "ا" + MARKS * 50_000
    for block in ("<p>a", "<hr>", "a<div>b</div>"):
        yield f"clean_html {block}", clean_html, block * (40_000 // len(block))
    yield "clean_html, pieces of text", clean_html, ("x" * 46 + "<b> </b>") * 4_000
    for stops in (".", ".)", "؟…", "…»"):
        yield f"first_sentence {stops!r}", _read_often, stops * (LONGEST_SENTENCE // 2 // len(stops))
    for unit in ("x", "x. ", "(source: ", "«", '"', "1- ", MARKS, "By A ", "* ", "\n", "."):
        yield f"parse {unit!r}", _parse, unit * (40_000 // len(unit))
    yield "drop_furniture, glued labels", _drop_labels, "Print. " * 10_000
    yield (
        "find among 20,000 names",
        _names().find,
        f"قالت شركة77 القابضة مع Company9 Holding {'كلها ' * 9}" * 300,
    )
    yield "compare_bodies", _compare_with_itself_turned, "ab ba bb " * 5_000
    for unit in (
        "4 May 2020, ",
        "7,145 dollars, ",
        "1-",
        "of May ",
        "twenty and five and ",
        "5 million million ",
    ):
        yield f"differences {unit!r}", _differ, unit * (8_000 // len(unit))
    for unit in ("[caption]", "[caption]<img>", "[embed]https://a", "<!-- wp:", "[a ", "\n \n", "<img>\n"):
        yield f"wordpress {unit!r}", _read_wordpress, unit * (40_000 // len(unit))
    for unit in ("<a href=", "<a href='", "<img ", "<a>", "<img a a= ", "<a\n"):
        yield f"illustrate {unit!r}", _illustrate, unit * (40_000 // len(unit))
    for unit in ("<h2>Firm</h2>", "<p>Firm</p>"):
        yield f"body_links {unit}", _link, unit * 1_000


def _read_often(text):
    for _ in range(100):
        first_sentence(text)


def _parse(text):
    with contextlib.suppress(Refused):
        parse(f"Headline\n{text}\nend")


def _read_wordpress(text):
    wordpress_markup.to_html(text)
    wordpress_markup.shortcodes(text)


def _illustrate(text):
    illustrate(Item("1", "Headline", text, address="https://old.example/"), "en", None)


def _drop_labels(text):
    furniture.drop_furniture([f"{text}The story."])


def _names():
    companies = [(number, f"Company{number} Holding") for number in range(10_000)]
    return NameIndex(companies + [(number, f"شركة{number} القابضة") for number in range(10_000)])


def _compare_with_itself_turned(text):
    compare_bodies(f"<p>{text}</p>", f"<p>{text[::-1]}</p>")


def _differ(text):
    other = text.replace("2020", "2021").replace("145", "146")
    differences(*({"headline": "", "standfirst": "", "body": f"<p>{body}</p>"} for body in (text, other)))


class _Firms:
    """A directory without a database. The text never names the second firm, so every name is looked at."""

    things = {
        (Organization, pk): Thing((Organization, pk), name, {"en": name})
        for pk, name in [(1, "Firm"), (2, "None")]
    }
    find = NameIndex([(key, thing.slug) for key, thing in things.items()]).find


def _link(body):
    body_links(_Firms, body, "en", set(_Firms.things))


def _seconds(work, text):
    gc.disable()
    started = time.process_time()
    work(text)
    taken = time.process_time() - started
    gc.enable()
    return max(taken, 1e-6)


def main():
    worst = 0
    for name, work, text in works():
        ratio = growth(work, text)
        worst = max(worst, ratio)
        sys.stdout.write(f"{name:<34}{ratio:>8.1f}{'' if ratio < LINEAR else '  over'}\n")
    return 0 if worst < LINEAR else 1


if __name__ == "__main__":
    sys.exit(main())
