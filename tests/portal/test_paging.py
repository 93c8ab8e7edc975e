from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from articles.models import Article
from organizations.models import Organization
from organizations.partnerships.loading import entry_rows
from organizations.partnerships.models import Partnership
from portal.paging import BadCursor, Key, page_by_key
from tests.factories import PUBLISHED_AT, make_article, make_organization, make_partnership

pytestmark = pytest.mark.django_db

KEY = Key("published_at_ar")


def _parameters(query):
    name, _equals, value = query.removeprefix("?").partition("=")
    return {name: value}


def test_page_by_key_walks_down_and_back_up_over_every_row_once():
    articles = [make_article("ar", at=PUBLISHED_AT + timedelta(minutes=n)) for n in range(7)][::-1]

    first = page_by_key(Article.objects.live("ar"), KEY, {}, size=3)
    second = page_by_key(Article.objects.live("ar"), KEY, _parameters(first.older), size=3)
    third = page_by_key(Article.objects.live("ar"), KEY, _parameters(second.older), size=3)
    back = page_by_key(Article.objects.live("ar"), KEY, _parameters(third.newer), size=3)

    assert [*first, *second, *third] == articles
    assert list(back) == list(second)
    assert (first.newer, third.older) == ("", "")


def test_page_by_key_keeps_apart_rows_of_the_same_second():
    articles = [make_article("ar", at=PUBLISHED_AT) for _ in range(3)][::-1]

    first = page_by_key(Article.objects.live("ar"), KEY, {}, size=2)
    second = page_by_key(Article.objects.live("ar"), KEY, _parameters(first.older), size=2)

    assert [*first, *second] == articles


def test_page_by_key_is_not_moved_by_a_new_row():
    for minute in range(4):
        make_article("ar", at=PUBLISHED_AT + timedelta(minutes=minute))
    first = page_by_key(Article.objects.live("ar"), KEY, {}, size=2)
    before = list(page_by_key(Article.objects.live("ar"), KEY, _parameters(first.older), size=2))

    make_article("ar", at=PUBLISHED_AT + timedelta(hours=1))

    assert list(page_by_key(Article.objects.live("ar"), KEY, _parameters(first.older), size=2)) == before


def test_page_by_key_pages_a_directory_by_letters_without_the_article():
    names = ["الهيئة العامة", "أيكتو", "هواوي", "المركز الوطني", "غوغل"]
    for name in names:
        make_organization(name_ar=name)
    key = Key("sort_key_ar", kind="bytes", descending=False)

    first = page_by_key(Organization.objects.named_in("ar"), key, {}, size=3)
    second = page_by_key(Organization.objects.named_in("ar"), key, _parameters(first.older), size=3)

    assert [o.name_ar for o in [*first, *second]] == [
        "أيكتو",
        "غوغل",
        "المركز الوطني",
        "هواوي",
        "الهيئة العامة",
    ]


def test_page_by_key_repeats_the_filters_in_its_addresses():
    for minute in range(3):
        make_article("ar", at=PUBLISHED_AT + timedelta(minutes=minute))

    page = page_by_key(Article.objects.live("ar"), KEY, {}, size=1, keep={"kind": "news"})

    assert page.older.startswith("?kind=news&before=")


@pytest.mark.parametrize(
    "cursor", ["", "x", "~", "1~", "~1", "1~1~1", "-1~1", "9" * 30 + "~1", "1~" + "9" * 30, "١~١"]
)
def test_decode_refuses_a_damaged_cursor(cursor):
    with pytest.raises(BadCursor):
        KEY.decode(cursor)


@pytest.mark.parametrize("cursor", ["é~1", "a~1", "====~1", "YQ~x", " ~1"])
def test_decode_refuses_damaged_bytes(cursor):
    with pytest.raises(BadCursor):
        Key("sort_key_ar", kind="bytes").decode(cursor)


@pytest.mark.parametrize(
    "cursor", ["2024-05-01", "20240501~1", "2024-W01-1~1", "2024-13-01~1", "24-5-1~1", "~1"]
)
def test_decode_refuses_a_damaged_date(cursor):
    with pytest.raises(BadCursor):
        Key("due_latest", kind="date").decode(cursor)


def test_page_by_key_walks_days_and_keeps_apart_rows_of_one_day():
    days = ["2026-01-02", "2026-01-01", "2026-01-01", "0001-01-01"]
    entries = [make_partnership(signed_on=day, signed_precision="day") for day in days]
    key, public = Key("sorted_on", kind="date"), Partnership.objects.public("ar")

    first = page_by_key(public, key, {}, size=2)
    second = page_by_key(public, key, _parameters(first.older), size=2)

    assert [*first, *second] == [entries[0], entries[2], entries[1], entries[3]]
    assert list(page_by_key(public, key, _parameters(second.newer), size=2)) == list(first)


def test_page_by_key_loads_the_rows_found_in_their_order():
    entries = [make_partnership() for _ in range(3)][::-1]
    public = Partnership.objects.public("ar")

    load = partial(entry_rows, "ar")
    page = page_by_key(public.only("number"), Key("number", kind="number"), {}, size=2, load=load)

    assert list(page) == entries[:2]
    assert "origins" in vars(page.rows[0])
    assert page.older == f"?before={entries[1].number}~{entries[1].pk}"


def test_page_below_a_cursor_is_found_from_the_cursor_alone(django_assert_num_queries):
    """SQLite walks from the first upper bound of a column: “until now” would pass everything since."""
    articles = [make_article("ar", at=PUBLISHED_AT + timedelta(minutes=n)) for n in range(3)]

    with django_assert_num_queries(1) as asked:
        page = page_by_key(Article.objects.live("ar"), KEY, {"before": KEY.encode(articles[1])})

    assert list(page) == [articles[0]]
    where = asked.captured_queries[0]["sql"].partition(" WHERE ")[2]
    assert where.count('"published_at_ar" <= ') == 1
    assert "withdrawn_at_ar" in where


def test_page_below_a_cursor_to_come_shows_nothing_early():
    live = make_article("ar")
    make_article("ar", at=timezone.now() + timedelta(hours=1))

    page = page_by_key(
        Article.objects.live("ar"), KEY, {"before": Key.before(timezone.now() + timedelta(days=1))}
    )

    assert list(page) == [live]
