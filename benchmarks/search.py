"""What a search costs: median and 99th percentile, with a tenth of the archive and with all of it.

First the engine alone, then whole pages and suggestions through Django's client: middleware, template and
compression, without the limit for each address. ``make bench`` runs it; DATABASE_URL chooses the database.
Documents are made and stored by the engine itself, and what pages show of them by ``shown``; both stay. The
answer is 1 where a search misses its limit, or costs more than ``MOST_TIMES`` what it cost with a tenth.
"""

import argparse
import gc
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from itertools import pairwise

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.conf import settings  # noqa: E402 -- the settings come first
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402
from tqdm import tqdm  # noqa: E402

from benchmarks.archive import COMMON, FIRST_PK, PHRASE, RARE, SECOND, Archive  # noqa: E402
from benchmarks.shown import show_articles, show_directory  # noqa: E402
from portal.bilingual.languages import LANGUAGES  # noqa: E402
from portal.index import All, AnyOf, Filters, Kind, Named, Not, Order, Phrase, Query, Word  # noqa: E402
from portal.index.engines import engine  # noqa: E402
from portal.index.models import DocumentRow  # noqa: E402

REPEATS = 100
STEP = 1000
MOST_TIMES = 2
NOISE = 5  # milliseconds
MEDIAN, P99 = 30, 60
RARE_MEDIAN, SAVING_MEDIAN = 10, 20


@dataclass(frozen=True)
class Search:
    """``ask`` is called with the number of the attempt and answers how many were found or shown."""

    name: str
    limit: int
    ask: Callable[[int], int]


@dataclass(frozen=True)
class Cost:
    """Milliseconds."""

    search: Search
    found: int
    median: float
    p99: float

    def is_within(self, smaller: "Cost") -> bool:
        grows_little = self.median <= max(MOST_TIMES * smaller.median, NOISE)
        return self.median <= self.search.limit and self.p99 <= P99 and grows_little


def searches(archive: Archive) -> Iterator[Search]:
    for language in LANGUAGES:
        for name, limit, roots in _kinds(archive, language):
            yield Search(f"{name}, {language}", limit, _asked(roots, language))
    common = [Word(COMMON["ar"])]
    recent = Filters(topic=FIRST_PK + 3, since=timezone.localdate().replace(month=1, day=1))
    yield Search("common word, newest first", MEDIAN, _asked(common, "ar", order=Order.NEWEST))
    yield Search("common word of a topic and year", MEDIAN, _asked(common, "ar", filters=recent))
    yield Search(
        "common word of an organisation",
        MEDIAN,
        _asked(common, "ar", filters=Filters(organization=FIRST_PK + 7)),
    )
    yield Search("common word among people", MEDIAN, _asked(common, "ar", filters=Filters(kind=Kind.PERSON)))
    yield Search("common word, for editors", MEDIAN, _asked(common, "ar", includes_drafts=True))
    yield Search(
        "did you mean", MEDIAN * 2, lambda number: len(engine().near_words(_misspelt(archive, number), "en"))
    )
    yield Search("saving an article", SAVING_MEDIAN, lambda number: _save(archive, number))
    yield from pages(archive)


def pages(archive: Archive) -> Iterator[Search]:
    """The first pages of what readers type, whole."""
    client = Client(SERVER_NAME="127.0.0.1")
    for language in LANGUAGES:
        for name, limit, texts in _typed(archive, language):
            yield Search(f"page: {name}, {language}", limit, _got(client, f"/{language}/search/", texts))
        beginnings = [COMMON[language][:2], archive.own_name(7, language)[:4]]
        address = f"/{language}/search/suggestions/"
        yield Search(f"suggestions, {language}", RARE_MEDIAN, _got(client, address, beginnings))


def measure(search: Search) -> Cost:
    """The first answer warms up and is not counted."""
    found, times = search.ask(0), []
    for number in range(1, REPEATS + 1):
        start = time.perf_counter()
        search.ask(number)
        times.append((time.perf_counter() - start) * 1000)
    return Cost(search, found, statistics.median(times), statistics.quantiles(times, n=100)[98])


def fill(archive: Archive, documents: int) -> None:
    """Store what is missing of ``documents``, and of the organisations."""
    engine().store(archive.organizations())
    show_directory(archive.organizations())
    made = DocumentRow.objects.filter(kind=Kind.ARTICLE, thing__gte=FIRST_PK, language="ar").count()
    with tqdm(total=documents, initial=made, desc="Storing", unit=" articles", disable=None) as progress:
        for first in range(made, documents, STEP):
            last = min(first + STEP, documents)
            engine().store(archive.documents(first, last))
            show_articles(archive.documents(first, last))
            progress.update(last - first)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def table(small: dict[str, Cost], large: dict[str, Cost]) -> Iterator[str]:
    yield f"{'milliseconds':<40}{'found':>7}{'a tenth':>9}{'median':>9}{'p99':>8}{'ratio':>8}"
    for name, cost in large.items():
        verdict = "" if cost.is_within(small[name]) else "  over"
        ratio = cost.median / small[name].median
        numbers = f"{cost.found:>7}{small[name].median:>9.1f}{cost.median:>9.1f}{cost.p99:>8.1f}{ratio:>8.1f}"
        yield f"{name:<40}{numbers}{verdict}"


def _kinds(archive, language):
    """Name, limit and the roots that are asked for in turn."""
    common, second = Word(COMMON[language]), Word(SECOND[language])
    middle = [Word(word) for word in archive.vocabulary[language][200:220]]
    own = (Named(((Kind.ORGANIZATION, FIRST_PK + 7),)), Word(archive.own_name(7, language)))
    yield "rare word", RARE_MEDIAN, [Word(RARE[language])]
    yield "no such word", RARE_MEDIAN, [Word("qqqqqqqq")]
    yield "word in half of all", MEDIAN, [common]
    yield "uncommon words", MEDIAN, middle
    yield "two common words", MEDIAN, [All((common, second))]
    yield "common and uncommon word", MEDIAN, [All((common, word)) for word in middle]
    yield "two uncommon words", MEDIAN, [All(pair) for pair in pairwise(middle)]
    yield "common without a common one", MEDIAN, [All((common, Not(second)))]
    yield "one of three words", MEDIAN, [AnyOf((common, second, word)) for word in middle]
    yield "phrase", MEDIAN, [Phrase(tuple(PHRASE[language].split()))]
    yield "phrase of words apart", MEDIAN, [Phrase((SECOND[language], COMMON[language]))]
    yield "name", MEDIAN, [AnyOf((own[0], All((common, own[1]))))]


def _typed(archive, language):
    """Name, limit and what is typed in turn."""
    yield "rare word", RARE_MEDIAN, [RARE[language]]
    yield "word in half of all", MEDIAN, [COMMON[language]]
    yield "phrase", MEDIAN, [f'"{PHRASE[language]}"']
    yield "phrase of words apart", MEDIAN, [f'"{SECOND[language]} {COMMON[language]}"']
    yield "name", MEDIAN, [f"{COMMON[language]} {archive.own_name(7, language)}"]
    yield (
        "two words",
        MEDIAN,
        [f"{COMMON[language]} {word}" for word in archive.vocabulary[language][200:220]],
    )


def _got(client, address, texts):
    def ask(number):
        answer = client.get(address, {"q": texts[number % len(texts)]})
        if answer.status_code != HTTPStatus.OK:
            raise SystemExit(f"{address} answered {answer.status_code}")
        if "suggestions" in address:
            return len(answer.json()["suggestions"])
        return len(answer.context_data["searched"].found)

    return ask


def _asked(roots, language, **given):
    queries = [Query(root, language, **given) for root in roots]
    return lambda number: len(engine().find(queries[number % len(queries)]))


def _misspelt(archive, number):
    word = archive.vocabulary["en"][-1000 - number]
    return f"{word[:3]}{word[4:]}"


def _save(archive, number):
    """In a transaction, as an editor's act is; the archive is as large afterwards."""
    with transaction.atomic():
        engine().store(archive.documents(number, number + 1))
    return 2


def measure_at(archive: Archive, documents: int) -> dict[str, Cost]:
    fill(archive, documents)
    return {search.name: measure(search) for search in searches(archive)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=100_000, help="in each language (default: 100,000)")
    parser.add_argument("--words", type=int, default=150, help="of a body, on average (default: 150)")
    arguments = parser.parse_args()
    archive = Archive(arguments.words, timezone.now())
    settings.SEARCHES_PER_MINUTE = 0
    gc.freeze()  # the vocabulary that texts are made of is no part of a search
    gc.set_threshold(20_000)  # as in gunicorn.conf.py
    small = measure_at(archive, arguments.articles // 10)
    large = measure_at(archive, arguments.articles)
    sys.stdout.write(
        f"{connection.vendor}, {arguments.articles:,} articles in 2 languages, {REPEATS} of each\n"
    )
    sys.stdout.write("\n".join([*table(small, large), ""]))
    return 0 if all(cost.is_within(small[name]) for name, cost in large.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
