import re
from datetime import timedelta

import pytest
from django.utils import timezone
from time_machine import travel

from articles.admin.timetable import EDITIONS_A_DAY
from articles.live_text import LATEST
from articles.workflow import schedule, withdraw
from tests.desk_calendar import (
    CALENDAR,
    NOW,
    UPCOMING,
    days_of,
    kuwait,
    open_page,
    publish_at,
    rows_of,
    words_of,
)
from tests.editing import LIST, make_editor, make_member
from tests.factories import make_article, make_draft, make_topic

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stopped_clock():
    with travel(NOW, tick=False):
        yield


@pytest.mark.parametrize("url", [CALENDAR, f"{CALENDAR}?day=2026-11-10", UPCOMING])
def test_calendar_needs_the_right_to_see_articles(client, url):
    client.force_login(make_member(""))

    assert client.get(url).status_code == 403


@pytest.mark.parametrize("url", [CALENDAR, UPCOMING])
def test_calendar_is_for_those_who_are_logged_in(client, url):
    assert client.get(url)["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("url", [CALENDAR, UPCOMING])
def test_calendar_is_only_read(client, editor, url):
    assert client.post(url).status_code == 405


def test_links_to_the_calendar_are_for_those_who_may_open_it(client):
    client.force_login(make_member(""))
    assert CALENDAR not in client.get("/admin/").content.decode()

    client.force_login(make_editor())
    for url in ("/admin/", LIST):
        page = client.get(url).content.decode()
        assert f'href="{CALENDAR}"' in page
        assert f'href="{UPCOMING}"' in page


def test_list_that_picks_an_article_has_no_links_away(client, editor):
    page = open_page(client, LIST, _popup=1)

    assert CALENDAR not in page
    assert "Add article" in words_of(page)


def test_month_shows_every_state_on_its_day_but_no_draft(client, editor):
    live = publish_at("Already out", kuwait(2026, 11, 3, 8, 30))
    publish_at("Still to come", kuwait(2026, 11, 12, 18))
    gone = publish_at("Taken down", kuwait(2026, 11, 5, 7))
    withdraw(gone, "en", by=None, reason="Wrong")
    make_draft(live, "ar", headline="مسودة")

    days = days_of(open_page(client, CALENDAR))

    assert days == {
        "2026-11-03": "Tuesday 3 November 08:30 EN published Already out",
        "2026-11-05": "Thursday 5 November 07:00 EN withdrawn Taken down",
        "2026-11-12": "Thursday 12 November 18:00 EN scheduled Still to come",
    }


def test_each_language_stands_on_its_own_day(client, editor):
    article = make_article("ar", at=kuwait(2026, 11, 3, 8))
    schedule(make_draft(article, "en"), by=None, at=kuwait(2026, 11, 20, 9))

    days = days_of(open_page(client, CALENDAR))

    assert {day: words.split()[4] for day, words in days.items()} == {"2026-11-03": "ع", "2026-11-20": "EN"}


@pytest.mark.parametrize(
    ("at", "month", "expected"),
    [
        ((2026, 11, 30, 23, 30), "2026-11", "2026-11-30"),
        ((2026, 12, 1, 0, 0), "2026-12", "2026-12-01"),
        ((2026, 12, 31, 23, 59), "2026-12", "2026-12-31"),
        ((2027, 1, 1, 0, 30), "2027-01", "2027-01-01"),
        ((2026, 11, 1, 0, 0), "2026-11", "2026-11-01"),
    ],
)
def test_days_are_those_of_kuwait(client, editor, at, month, expected):
    publish_at("At the border", kuwait(*at))

    assert list(days_of(open_page(client, CALENDAR, month=month))) == [expected]
    for other in {"2026-10", "2026-11", "2026-12", "2027-01"} - {month}:
        assert days_of(open_page(client, CALENDAR, month=other)) == {}


@pytest.mark.parametrize(
    ("now", "today"),
    [(kuwait(2026, 11, 30, 23, 59), "2026-11-30"), (kuwait(2026, 12, 1, 0, 0), "2026-12-01")],
)
def test_today_turns_at_midnight_in_kuwait(client, editor, now, today):
    with travel(now, tick=False):
        client.force_login(editor)
        page = open_page(client, CALENDAR)

    marked = page.split('aria-current="date"')
    assert len(marked) == 2
    assert re.search(r'datetime="([0-9-]+)"', marked[1])[1] == today
    assert "today" in words_of(f"<td{marked[1].split('</td>')[0]}")


def test_another_month_marks_no_today(client, editor):
    assert 'aria-current="date"' not in open_page(client, CALENDAR, month="2026-12")


@pytest.mark.parametrize(("admin_language", "week"), [("en", "Sunday Saturday"), ("ar", "الأحد السبت")])
def test_weeks_begin_on_sunday(client, editor, admin_language, week):
    page = open_page(client, CALENDAR, admin_language)

    head = page.split('<table class="month"')[1].split("</thead>")[0]
    names = re.findall(r'<th scope="col">(.*?)</th>', head)
    first_week = page.split('<table class="month"')[1].split("<tbody>")[1].split("</tr>")[0]
    assert [names[0], names[6]] == week.split()
    # 1 November 2026 is a Sunday.
    assert "2026-11-01" in first_week.split("<td")[1]


def test_days_of_other_months_are_left_empty(client, editor):
    page = open_page(client, CALENDAR, month="2026-12")

    first_week = page.split('<table class="month"')[1].split("<tbody>")[1].split("</tr>")[0]
    dates = [re.findall(r'datetime="([0-9-]+)"', cell) for cell in first_week.split("<td")[1:]]
    assert dates == [[], [], ["2026-12-01"], ["2026-12-02"], ["2026-12-03"], ["2026-12-04"], ["2026-12-05"]]


@pytest.mark.parametrize(
    ("admin_language", "words"),
    [("en", ["November 2026", "October", "December"]), ("ar", ["نوفمبر 2026", "أكتوبر", "ديسمبر"])],
)
def test_page_speaks_the_language_of_the_editor(client, editor, admin_language, words):
    publish_at("In English", kuwait(2026, 11, 12, 18))
    publish_at("بالعربية", kuwait(2026, 11, 12, 18), "ar")

    page = open_page(client, CALENDAR, admin_language)

    steps = words_of(page.split('<nav class="calendar-steps"')[1].split("</nav>")[0])
    assert [word for word in words if word not in steps] == []
    assert '<bdi lang="en" dir="ltr">In English</bdi>' in page
    assert '<bdi lang="ar" dir="rtl">بالعربية</bdi>' in page


def test_arrows_cross_the_year_and_stop_at_the_ends(client, editor):
    december = open_page(client, CALENDAR, month="2026-12")
    first = open_page(client, CALENDAR, month="2000-01")
    last = (NOW + LATEST).strftime("%Y-%m")

    def months(page):
        nav = page.split('<nav class="calendar-steps"')[1].split("</nav>")[0]
        return re.findall(r"\?month=([0-9-]+)", nav)

    assert months(december) == ["2025-12", "2026-11", "2027-01", "2027-12"]
    assert months(first) == ["2000-02", "2001-01"]
    assert len(months(open_page(client, CALENDAR, month=last))) == 2


@pytest.mark.parametrize(
    "month",
    [
        "",
        "2026",
        "2026-13",
        "2026-00",
        "2026-1",
        "2026-11-01",
        "1999-12",
        "2099-01",
        "9999-12",
        "0000-01",
        "-2026-11",
        "٢٠٢٦-١١",
        "2026-W4",
        "November",
        "2026-11'--",
        "9" * 500,
    ],
)
def test_damaged_month_is_not_found(client, editor, month):
    assert client.get(CALENDAR, {"month": month}).status_code == 404


@pytest.mark.parametrize("day", ["", "2026-11-31", "20261110", "2026-W46-2", "1999-12-31", "9999-12-31", "x"])
def test_damaged_day_is_not_found(client, editor, day):
    assert client.get(CALENDAR, {"day": day}).status_code == 404


def test_full_day_shows_the_last_and_counts_the_earlier(client, editor):
    for hour in range(9):
        publish_at(f"Piece {hour}", kuwait(2026, 11, 12, 9 + hour))
    make_article("ar", at=kuwait(2026, 11, 12, 8))
    withdrawn = publish_at("Withdrawn", kuwait(2026, 11, 5, 8))
    withdraw(withdrawn, "en", by=None, reason="Wrong")
    for hour in range(6):
        publish_at(f"Live {hour}", kuwait(2026, 11, 5, 9 + hour))

    page = open_page(client, CALENDAR)

    days = days_of(page)
    assert re.findall(r"Piece \d", days["2026-11-12"]) == [f"Piece {hour}" for hour in range(3, 9)]
    assert "4 earlier" in days["2026-11-12"]
    assert re.findall(r"Live \d|Withdrawn", days["2026-11-05"]) == [f"Live {hour}" for hour in range(6)]
    assert "1 earlier" in days["2026-11-05"]
    assert 'href="?day=2026-11-12"' in page


def test_day_with_room_counts_nothing(client, editor):
    for hour in range(EDITIONS_A_DAY):
        publish_at("Piece", kuwait(2026, 11, 12, 9 + hour))

    assert "earlier" not in days_of(open_page(client, CALENDAR))["2026-11-12"]


def test_day_lists_both_languages_and_every_state_in_order(client, editor):
    topic = make_topic(name_en="Cloud")
    make_article("ar en", at=kuwait(2026, 11, 10, 8), topic=topic)
    gone = publish_at("Taken down", kuwait(2026, 11, 10, 9))
    withdraw(gone, "en", by=None, reason="Wrong")
    publish_at("Tonight", kuwait(2026, 11, 10, 23, 30))
    publish_at("Tomorrow", kuwait(2026, 11, 11, 0))

    rows = rows_of(open_page(client, CALENDAR, day="2026-11-10"))

    assert [row.split()[:3] for row in rows] == [
        ["08:00", "ع", "published"],
        ["08:00", "EN", "published"],
        ["09:00", "EN", "withdrawn"],
        ["23:30", "EN", "scheduled"],
    ]
    assert rows[0].endswith("Cloud")


def test_day_without_anything_says_so(client, editor):
    assert "Nothing on this day." in open_page(client, CALENDAR, day="2026-11-10")


def test_day_leads_to_its_neighbours_and_its_month(client, editor):
    page = open_page(client, CALENDAR, day="2026-12-31")

    nav = page.split('<nav class="calendar-steps"')[1].split("</nav>")[0]
    assert re.findall(r'href="(\?[^"]+)"', nav) == ["?day=2026-12-30", "?day=2027-01-01", "?month=2026-12"]


def test_headline_leads_to_the_form(client, editor):
    article = publish_at("Linked", NOW + timedelta(hours=1))

    assert f'href="{LIST}{article.pk}/change/"' in open_page(client, CALENDAR)


def test_headlines_are_escaped(client, editor):
    publish_at("<b>bold</b> & more", NOW + timedelta(hours=1))

    for url in (CALENDAR, UPCOMING):
        page = open_page(client, url)
        assert "&lt;b&gt;bold" in page
        assert "<b>bold" not in page


def test_calendar_shows_a_contributor_only_their_own(client):
    writer = make_member("contributor")
    client.force_login(writer)
    make_article("ar", at=NOW, texts={"ar": {"headline": "خبر غيري"}})
    make_article("ar", at=NOW, texts={"ar": {"headline": "خبري أنا"}}, made_by=writer)
    make_article("ar", at=NOW + timedelta(hours=1), texts={"ar": {"headline": "خبر غيري"}})

    for url in (CALENDAR, UPCOMING, f"{CALENDAR}?day={timezone.localdate()}"):
        page = client.get(url).content.decode()
        assert "خبر غيري" not in page
        assert ("خبري أنا" in page) == (url != UPCOMING)
