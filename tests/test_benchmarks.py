from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from benchmarks import admin, pages, search, sitemaps
from benchmarks.archive import Archive

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
    archive = Archive(20, timezone.now())
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
