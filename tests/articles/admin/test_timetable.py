from datetime import date, timedelta

import pytest
from time_machine import travel

from articles.admin.timetable import days_with_editions
from articles.dates import month_bounds
from articles.models import Article, LogEntry
from articles.workflow import schedule, unschedule, withdraw
from tests.desk_calendar import (
    CALENDAR,
    NOW,
    UPCOMING,
    days_of,
    kuwait,
    links_of,
    next_page,
    open_page,
    publish_at,
    rows_of,
    show_all,
)
from tests.editing import make_editor
from tests.factories import make_article, make_draft, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stopped_clock():
    with travel(NOW, tick=False):
        yield


@pytest.mark.parametrize("cursor", ["x", "1~2", "1~2~fr", "1~2~ar~", "9" * 400 + "~1~ar", "-1~1~ar", "~~ar"])
def test_damaged_cursor_is_refused(client, editor, cursor):
    for url, query in ((UPCOMING, {}), (CALENDAR, {"day": "2026-11-10"})):
        assert client.get(url, query | {"after": cursor}).status_code == 400, (url, cursor)


def test_to_come_lists_the_soonest_first_in_both_languages(client, editor):
    topic = make_topic(name_en="Cloud")
    late = make_draft(make_article("", topic=topic), "en", headline="Late")
    soon = make_draft(make_article("", topic=topic), "ar", headline="قريب")
    schedule(late, by=editor, at=NOW + timedelta(days=40))
    schedule(soon, by=editor, at=NOW + timedelta(hours=1))
    make_article("ar en", at=NOW - timedelta(hours=1))

    expected = [
        f"Tuesday 10 November 2026 13:00 ع scheduled قريب Cloud {editor.username}",
        f"Sunday 20 December 2026 12:00 EN scheduled Late Cloud {editor.username}",
    ]

    assert rows_of(open_page(client, UPCOMING)) == expected
    assert rows_of(open_page(client, CALENDAR)) == expected


def test_to_come_names_who_scheduled_last(client, editor):
    article = make_article("en", at=NOW + timedelta(days=1))
    second = make_editor()
    schedule(make_draft(article, "en", headline="Changed"), by=editor, at=NOW + timedelta(days=2))
    schedule(make_draft(article, "en", headline="Changed again"), by=second, at=NOW + timedelta(days=3))
    make_draft(article, "en", headline="Not this one")
    schedule(make_draft(article, "ar"), by=editor, at=NOW + timedelta(days=4))

    rows = rows_of(open_page(client, UPCOMING))

    assert [row.split()[-1] for row in rows] == [second.username, editor.username]
    assert "Changed again" in rows[0]


def test_to_come_of_a_command_names_nobody(client, editor):
    publish_at("By a command", NOW + timedelta(days=1))
    LogEntry.objects.update(by=None)

    assert "None" not in rows_of(open_page(client, UPCOMING))[0]


def test_unscheduled_disappears(client, editor):
    article = publish_at("Not after all", NOW + timedelta(days=1))
    unschedule(article, "en", by=None)

    assert days_of(open_page(client, CALENDAR)) == {}
    assert "Nothing is scheduled." in open_page(client, UPCOMING)


def test_to_come_ends_with_the_second_of_publication(client, editor):
    publish_at("Now", NOW + timedelta(seconds=1))

    assert len(rows_of(open_page(client, UPCOMING))) == 1
    with travel(NOW + timedelta(seconds=1), tick=False):
        assert rows_of(open_page(client, UPCOMING)) == []
        assert "published Now" in days_of(open_page(client, CALENDAR))["2026-11-10"]


def test_calendar_shows_ten_and_leads_to_the_rest(client, editor):
    for day in range(11):
        publish_at(f"Day {day}", NOW + timedelta(days=day + 1))

    page = open_page(client, CALENDAR)

    assert len(rows_of(page)) == 10
    assert "Everything that is scheduled" in page


@pytest.mark.parametrize("before", [0, 1])
@pytest.mark.parametrize("url", [UPCOMING, f"{CALENDAR}?day=2026-11-12"])
def test_pages_join_without_gap_or_repetition(client, editor, url, before):
    """Everything has one time. One edition in front moves the break between the languages of an article."""
    at = kuwait(2026, 11, 12, 9)
    for _ in range(before):
        publish_at("In front", at - timedelta(minutes=1))
    pks = [make_article("").pk for _ in range(26)]
    show_all(pks, ["ar", "en"], at)

    first = open_page(client, url)
    last = open_page(client, url.partition("?")[0] + next_page(first))

    everything = [(str(pk), language) for pk in pks for language in ("ar", "en")]
    assert len(links_of(first)) == 50
    assert links_of(first)[before:] + links_of(last) == everything
    assert next_page(last) is None


def test_place_beyond_the_end_says_so(client, editor):
    page = open_page(client, UPCOMING, after="4000000000000000~1~ar")

    assert "Nothing more is scheduled." in page
    assert f'href="{UPCOMING}"' in page


@pytest.mark.parametrize("rows", [1, 3, 60])
def test_calendar_costs_the_same_for_any_number_of_rows(client, editor, django_assert_num_queries, rows):
    for number in range(rows):
        at = NOW + timedelta(hours=number + 1)
        schedule(make_draft(make_article(""), "en"), by=editor, at=at)
        make_article("ar", at=NOW - timedelta(hours=number))
    withdraw(make_article("ar", at=NOW - timedelta(hours=1)), "ar", by=None, reason="Wrong")

    # Two for the session and the user, two for the rights, one a language for the month, one a language for
    # what is to come, and one for who scheduled it.
    with django_assert_num_queries(9):
        client.get(CALENDAR)
    with django_assert_num_queries(7):
        client.get(UPCOMING)
    # Two a language for the day: what was withdrawn has its own index.
    with django_assert_num_queries(8):
        client.get(CALENDAR, {"day": "2026-11-10"})


def test_calendar_loads_no_texts(client, editor, django_assert_num_queries):
    make_article("ar en", at=NOW + timedelta(hours=1))

    with django_assert_num_queries(9) as queries:
        client.get(CALENDAR)

    columns = " ".join(query["sql"] for query in queries.captured_queries)
    for name in ("body", "standfirst", "source_url", "slug_ar"):
        assert f'"articles_article"."{name}' not in columns


def test_days_hold_what_they_show_and_count_the_rest():
    pks = [make_article("").pk for _ in range(20)]
    show_all(pks, ["ar"], kuwait(2026, 11, 12, 9))

    days = days_with_editions(Article.objects.all(), *month_bounds(2026, 11))

    assert list(days) == [date(2026, 11, 12)]
    assert [edition.article.pk for edition in days[date(2026, 11, 12)].editions] == pks[-6:]
    assert (days[date(2026, 11, 12)].total, days[date(2026, 11, 12)].earlier) == (20, 14)
