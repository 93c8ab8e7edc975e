from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from benchmarks import admin, cold, cold_pages, pages, publishing, scale, search, sitemaps, tables
from benchmarks.archive import Archive as MadeDocuments
from benchmarks.archives import Archive, ColdPage
from benchmarks.served import Round

pytestmark = pytest.mark.django_db


@pytest.fixture
def quick(monkeypatch):
    """One answer a page and few pictures are enough where no time is judged."""
    monkeypatch.setattr(admin, "REPEATS", 1)
    monkeypatch.setattr(pages, "PICTURES", 3)


def test_desk_keeps_to_its_queries(quick):
    call_command("make_load", articles=120, verbosity=0, stdout=StringIO())

    costs = admin.measure_all()

    over = [cost for cost in costs if not 0 < cost.queries <= cost.page.most_queries]
    assert over == []
    assert len(costs) > 10


@pytest.mark.parametrize(
    ("queries", "median", "is_within"), [(15, 299, True), (16, 299, False), (15, 300, False)]
)
def test_cost_over_a_limit_is_seen(queries, median, is_within):
    page = pages.Page("change list", "/", most_queries=15)

    assert admin.Cost(page, queries, best=1, median=median).is_within == is_within


def test_table_marks_what_is_over():
    page = pages.Page("change list", "/", most_queries=15)

    _head, line = admin.table([admin.Cost(page, 99, best=1, median=2)])

    assert line.split() == ["change", "list", "99", "1", "2", "over"]


def test_searches_are_timed_in_a_made_archive(monkeypatch):
    monkeypatch.setattr(search, "REPEATS", 2)
    archive = MadeDocuments(20, timezone.now())
    search.engine().store(archive.documents(0, 20))
    search.engine().store(archive.organizations())

    costs = {one.name: search.measure(one) for one in search.searches(archive)}

    assert costs["word in half of all, ar"].found > 5
    assert costs["name, en"].found == 1
    assert len(list(search.table(costs, costs))) == len(costs) + 1


@pytest.mark.parametrize(
    ("name", "seconds", "megabytes", "is_within"),
    [
        (sitemaps.LAST, 1.9, 150, True),
        (sitemaps.LAST, 2.1, 150, False),
        (sitemaps.LAST, 1.9, 151, False),
        (sitemaps.INDEX, 1.9, 150, True),
    ],
)
def test_sitemap_over_a_limit_is_seen(name, seconds, megabytes, is_within):
    assert sitemaps.Cost(seconds, megabytes).is_within(name, sitemaps.Cost(1, 100)) == is_within


def test_file_that_grows_with_the_archive_is_seen():
    """The index alone may."""
    small, large = sitemaps.Cost(0.5, 100), sitemaps.Cost(1.1, 100)

    assert not large.is_within(sitemaps.LAST, small)
    assert large.is_within(sitemaps.INDEX, small)


def _round(*times, cpu=1.0):
    return Round(cpu=cpu, rate=100.0, times=times)


def test_page_that_grows_with_the_archive_is_seen():
    small = {"article": _round(10, 10, 10), "search, rare": _round(10)}

    grown = list(scale.rows([small, {"article": _round(14), "search, rare": _round(19)}]))
    flat = list(scale.rows([small, {"article": _round(12), "search, rare": _round(21)}]))

    assert [row[-1] for row in grown] == ["over", ""]
    assert [row[-1] for row in flat] == ["", "over"]


def test_last_page_of_a_list_that_costs_more_than_its_first_is_seen():
    found = {"latest": _round(10), "latest, deepest": _round(13)}

    assert [row[-1] for row in scale.rows([found, found])] == ["", "", "over"]


@pytest.mark.parametrize(
    ("cpu", "queries", "verdict"), [(1.7, 6, ""), (1.9, 6, "over"), (1.7, 7, "over"), (1.8, 6, "")]
)
def test_page_made_anew_over_a_limit_is_seen(cpu, queries, verdict):
    archive = Archive("", "sqlite", 1, 0, {"article": ColdPage("article", "/", queries)})

    _constant, row = cold.rows(archive, {"constant": _round(1, cpu=0.1), "article": _round(1, cpu=cpu)})

    assert row[-1] == verdict


def test_every_cold_page_answers_and_is_counted():
    call_command("make_load", articles=60, verbosity=0, stdout=StringIO())
    client = Client(SERVER_NAME="127.0.0.1")

    found = {name: cold_pages.queries_of(client, path) for name, path in cold_pages.addresses()}

    assert 0 < found["article"] <= cold.QUERIES["article"]
    assert set(cold.LIMITS) < set(found)


def test_old_text_is_timed_until_its_last_answer():
    answers = [publishing.Answer(9.0, 9.1, 1, 0), publishing.Answer(10.4, 10.5, 1, 0)]
    answers += [publishing.Answer(10.6, 10.7, 1, 1), publishing.Answer(19.9, 20.1, 2, 1)]

    assert publishing.seconds_old(answers, [10.0, 20.0]) == pytest.approx(0.4)


def test_old_text_after_the_new_one_counts_within_a_process_only():
    new = publishing.Answer(10.0, 10.1, 1, 1)
    at_once, later, of_another = (
        publishing.Answer(began, 10.4, process, 0) for began, process in ((10.05, 1), (10.2, 1), (10.2, 2))
    )

    assert publishing.steps_back([later, new]) == 1
    assert publishing.steps_back([at_once, new, of_another]) == 0


def test_table_is_printed_and_kept(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("VAR_DIR", str(tmp_path))

    tables.tell("kept", "Title", ("page", "ms", ""), [("front page", 1234.5, "over"), ("article", 0.5, "")])

    printed = capsys.readouterr().out
    assert (tmp_path / "benchmarks/kept.md").read_text() == printed
    assert printed.splitlines()[-2] == "| article    |  0.50 |      |"
