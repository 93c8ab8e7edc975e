"""How well the search finds: every line of ``relevance.tsv``, over the demonstration and ``texts.toml``.

``ranked.tsv`` holds what is found for each line, the same on every database. Where that changes on purpose,
the file that a failing run leaves in ``test-results`` takes its place.
"""

from collections import Counter
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import translation

from portal.index.engines import engine
from portal.search.reading import read

from .archive import MODELS, load
from .relevance import FOLDER, Judged, mean_reciprocal_rank, read_list, recall, report

RANKED = FOLDER / "ranked.tsv"
RESULTS = Path("test-results")
SHOWN = 10
#: Every so many lines are asked of the page itself.
SAMPLE = 25


@pytest.fixture(scope="module")
def searched(django_db_setup, django_db_blocker):
    """Every line with what it finds, and the pages of the sample; nothing of it stays in the database."""
    with django_db_blocker.unblock(), transaction.atomic():
        names = load()
        judged = [Judged(line, _find(line, names)) for line in read_list()]
        pages = [(one, _links(one, names), _page(one.line)) for one in judged[::SAMPLE]]
        transaction.set_rollback(True)
    return judged, pages, {*names.values()}


def _find(line, names):
    query = read(line.query, line.language).query
    return tuple(names[hit.kind, hit.pk] for hit in engine().find(query).hits) if query else ()


def _links(one, names):
    """The addresses of what the first page shows."""
    keys = {name: key for key, name in names.items()}
    with translation.override(one.line.language):
        return [_thing(*keys[name]).get_absolute_url() for name in one.found[:SHOWN]]


def _thing(kind, pk):
    return MODELS[kind].objects.get(pk=pk)


def _page(line):
    return Client().get(f"/{line.language}/search/?{urlencode({'q': line.query})}")


@pytest.fixture
def judged(searched):
    return searched[0]


def test_list_is_long_and_asks_each_thing_once():
    lines = read_list()
    assert len(lines) >= 500
    assert sum(not line.groups for line in lines) >= 70
    assert {line.language for line in lines} == {"ar", "en"}
    assert max(Counter((line.language, line.query) for line in lines).values()) == 1


@pytest.mark.django_db
def test_list_names_what_is_there(searched):
    judged, _pages, known = searched
    assert {name for one in judged for name in (*one.line.wanted, *one.line.unwanted)} <= known


@pytest.mark.django_db
def test_nearly_everything_is_found(judged):
    assert recall(judged) >= 0.97, report(judged)


@pytest.mark.django_db
def test_most_relevant_comes_first(judged):
    assert mean_reciprocal_rank(judged) >= 0.9, report(judged)


@pytest.mark.django_db
def test_nothing_is_found_that_nobody_looks_for(judged):
    assert not any(one.unwanted for one in judged), report(judged)


@pytest.mark.django_db
def test_order_follows_headline_exact_form_and_time(judged):
    assert not any(one.out_of_order for one in judged), report(judged)


@pytest.mark.django_db
def test_every_database_ranks_alike(judged):
    rows = "".join(
        f"{one.line.language}\t{one.line.written}\t{len(one.found)}\t{' '.join(one.found[:SHOWN])}\n"
        for one in judged
    )
    if rows != RANKED.read_text():
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"ranked-{connection.vendor}.tsv").write_text(rows)
    assert rows == RANKED.read_text()


@pytest.mark.django_db
def test_page_shows_what_is_found(searched):
    for one, links, page in searched[1]:
        assert page.status_code == 200, one.line
        missing = [link for link in links if f'href="{link}"' not in page.content.decode()]
        assert missing == [], one.line
