"""What each panel shows, in which order."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from time_machine import travel

from articles.models import Revision
from articles.staleness import gap_of
from articles.workflow import send_back, submit, withdraw
from portal.desk import panel as parts
from portal.desk.panels import ledger, review, stale
from tests.desk_calendar import words_of
from tests.desk_waiting import begun, headlines, made_stale, panels, returned, submitted, to_come, written
from tests.editing import LIST, change_url, newest
from tests.factories import make_article, make_draft, make_partnership

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 22, 9, 0, tzinfo=timezone.get_fixed_timezone(0))


@pytest.fixture
def capped(monkeypatch):
    for module in (parts, review, stale, ledger):
        monkeypatch.setattr(module, "MOST_COUNTED", 2)


def test_text_that_waits_longest_comes_first_with_how_long(client, log_in):
    writer = log_in("contributor")
    with travel(NOON - timedelta(days=3), tick=False):
        submitted(writer, headline="قديم")
    with travel(NOON - timedelta(hours=5), tick=False):
        submitted(headline="جديد")
    log_in("editor")

    with travel(NOON, tick=False):
        shown = panels(client)["review"]
        times = [row.time for row in shown.rows]

    assert headlines(shown) == ["قديم", "جديد"]
    assert times == ["3 days", "5 hours"]
    assert [row.author for row in shown.rows] == [writer, None]
    assert shown.remark == "oldest: 3 days"


def test_article_that_waits_in_both_languages_is_one_row(client, log_in):
    log_in("editor")
    article = submitted(headline="عنوان").article
    submit(written(article, "en", headline="Headline"), by=None)

    shown = panels(client)["review"]

    assert headlines(shown) == ["Headline"]
    assert shown.count.number == 1
    assert ["in review" in tag for tag in shown.rows[0].tags] == [True, True]


def test_state_of_each_language_stands_beside_what_waits(client, log_in):
    log_in("editor")
    article = submitted().article
    written(article, "en")
    submitted()

    first, second = panels(client)["review"].rows

    assert ["state--draft" in first.tags[0], "state--in_review" in first.tags[1]] == [True, True]
    assert "state--missing" in second.tags[0]


def test_count_stops_at_the_most_that_is_counted(client, log_in, capped):
    log_in("editor")
    for _ in range(3):
        submitted()

    count = panels(client)["review"].count

    assert (count.number, count.is_more, str(count)) == (2, True, "2+")


@pytest.mark.parametrize(("source", "target"), [("ar", "en"), ("en", "ar")])
def test_stale_row_says_what_differs_and_compares_it(client, log_in, source, target):
    log_in("translator")
    article = made_stale(source, texts={source: {"body": "<p>أولى.</p><p>قديمة تمامًا.</p>"}})

    row = panels(client)["stale"].rows[0]

    gap = gap_of(article, newest(article, target))
    assert (row.gap.followed, row.gap.shown) == (gap.followed, gap.shown)
    assert row.follows_at == gap.follows_at
    assert row.compare_address == f"/admin/articles/article/{article.pk}/compare/{source}/?from=1&to=2"
    assert client.get(row.compare_address).status_code == 200
    page = client.get("/admin/").content.decode()
    assert f"Differs: {row.differs}" in page
    assert "paragraph" in row.differs


def test_number_of_changed_paragraphs_is_one_wherever_it_is_told(client, log_in):
    log_in("editor")
    client.cookies["portal_language"] = "en"
    before = "<p>أولى.</p><ul><li>بند</li><li>بند آخر</li></ul><p>خاتمة طويلة.</p>"
    after = "<p>أولى.</p><ul><li>بند جديد</li><li>بند مختلف</li></ul><p>خاتمة.</p><p>زيادة.</p>"
    article = made_stale(body=after, texts={"ar": {"body": before}})

    pages = [
        words_of(client.get(address).content.decode())
        for address in ("/admin/", f"{LIST}coverage/", change_url(article))
    ]

    for page, words in zip(
        pages, ("4 paragraphs", "4 paragraphs changed", "4 paragraphs changed"), strict=True
    ):
        assert words in page


def test_stale_row_names_the_other_fields_that_differ(client, log_in):
    log_in("translator")
    made_stale(body=make_article("ar").body_ar, texts={"ar": {"headline": "عنوان قديم"}})

    assert panels(client)["stale"].rows[0].differs == "headline"


def test_stale_row_after_a_draft_was_checked_follows_the_unpublished_text(client, log_in):
    log_in("translator")
    article = made_stale()
    Revision.objects.filter(article=article, language="ar", number=1).update(published_at=None, stage="draft")
    made_at = Revision.objects.get(article=article, language="ar", number=1).made_at
    type(article).objects.filter(pk=article.pk).update(follows_at_en=made_at)

    row = panels(client)["stale"].rows[0]

    assert (row.gap.followed.number, row.gap.shown.number) == (1, 2)


def test_longest_stale_comes_first_in_either_language(client, log_in):
    log_in("translator")
    second, first = made_stale("ar"), made_stale("en")
    type(first).objects.filter(pk=first.pk).update(stale_since_ar=NOON - timedelta(days=400))

    assert [row.article.pk for row in panels(client)["stale"].rows] == [first.pk, second.pk]


def test_label_of_a_total_agrees_with_its_number(client, log_in):
    log_in("editor")
    made_stale()
    assert panels(client)["stale"].asks == "stale translation"

    made_stale()
    assert panels(client)["stale"].asks == "stale translations"


def test_stale_row_of_one_day_tells_its_dates_apart(client, log_in):
    log_in("editor")
    with travel(NOON, tick=True):
        made_stale()
        page = client.get("/admin/").content.decode()

    assert page.count("22 November 2026 12:00") == 2


def test_returned_text_comes_with_the_note_until_it_is_touched(client, log_in):
    member = log_in("contributor")
    revision = returned(member, note="أضف مصدرًا.", headline="مُعاد")

    shown = panels(client)
    assert [(row.revision.headline, row.note) for row in shown["returned"].rows] == [("مُعاد", "أضف مصدرًا.")]
    assert shown["drafts"].rows == []

    submit(newest(revision.article, "ar"), by=None)
    assert panels(client)["returned"].rows == []


def test_text_returned_twice_is_one_row_with_the_last_note(client, log_in):
    member = log_in("contributor")
    revision = returned(member, note="أولًا")
    send_back(submit(newest(revision.article, "ar"), by=None), by=None, note="ثانيًا")

    shown = panels(client)["returned"]

    assert [row.note for row in shown.rows] == ["ثانيًا"]
    assert shown.count.number == 1


def test_drafts_are_the_newest_texts_that_one_wrote_last(client, log_in):
    member = log_in("translator")
    article = make_article("ar")
    written(article, "en", by=member, headline="Saved over")
    written(article, "en", by=member, headline="In hand")
    taken = make_article("ar")
    written(taken, "en", by=member, headline="Taken over")
    written(taken, "en", by=None, headline="By another")

    assert [draft.headline for draft in panels(client)["drafts"].rows] == ["In hand"]


def test_schedule_has_seven_days_of_kuwait_from_today(client, log_in):
    log_in("editor")
    with travel(datetime(2026, 11, 22, 21, 30, tzinfo=timezone.get_fixed_timezone(0)), tick=False):
        tonight = to_come(hours=1)
        both = to_come(hours=24, languages="ar en")
        to_come(hours=24 * 7)
        columns = panels(client)["scheduled"].rows

    assert [column.date for column in columns] == [date(2026, 11, 23) + timedelta(days=n) for n in range(7)]
    assert [column.is_today for column in columns] == [True, *[False] * 6]
    assert [[slot.article.pk for slot in column.slots] for column in columns[:3]] == [
        [tonight.pk],
        [both.pk],
        [],
    ]
    assert columns[1].slots[0].short_names == ["EN", "ع"]
    assert columns[1].slots[0].headline.language == "en"


def test_full_day_of_the_schedule_counts_the_rest(client, log_in):
    log_in("editor")
    with travel(NOON, tick=False):
        for minutes in range(8):
            to_come(at=NOON + timedelta(hours=1, minutes=minutes))
        column = panels(client)["scheduled"].rows[0]
        page = client.get("/admin/").content.decode()

    assert (len(column.slots), column.others) == (6, 2)
    assert "/admin/articles/article/calendar/?day=2026-11-22" in page


def test_ledger_shows_the_statement_and_what_its_date_says(client, log_in):
    log_in("editor")
    entry = make_partnership()
    entry.commitments.create(
        nature="goal", statement_en="Office", due_text_en="early 2021", due_latest=date(2021, 4, 30)
    )
    entry.commitments.create(nature="goal", statement_ar="بلا موعد")

    rows = panels(client)["ledger"].rows
    page = client.get("/admin/").content.decode()

    assert [(row.statement.text, row.statement.language, row.has_passed) for row in rows] == [
        ("Office", "en", True),
        ("بلا موعد", "ar", False),
    ]
    assert page.count("not re-checked since recorded") == 2
    assert page.count("stated date has passed") == 1
    assert page.count("no day stated") == 1
    assert "early 2021" in page


def test_published_counts_each_day_and_language(client, log_in):
    log_in("editor")
    with travel(NOON, tick=False):
        make_article("ar en", at=NOON - timedelta(hours=1))
        make_article("ar", at=NOON - timedelta(days=13))
        make_article("ar", at=NOON - timedelta(days=14))
        gone = make_article("en", at=NOON - timedelta(hours=2))
        withdraw(gone, "en", by=None, reason="خطأ")
        to_come(hours=1)
        shown = panels(client)["published"]

    chart = shown.extra["chart"]
    assert len(chart.rows) == 14
    assert (chart.rows[0].numbers, chart.rows[-1].numbers) == ([0, 1], [1, 1])
    assert chart.sums == [("English", 1), ("Arabic", 2)]
    assert shown.extra["finding"] == "3 texts published in the last 14 days"
    assert [row.short_names for row in shown.rows] == [["EN", "ع"], ["ع"], ["ع"]]


@pytest.mark.parametrize(("language", "is_first_half"), [("ar", True), ("en", False)])
def test_time_of_the_chart_runs_as_the_language_is_read(client, log_in, language, is_first_half):
    log_in("editor")
    client.cookies["portal_language"] = language
    with travel(NOON, tick=False):
        make_article("ar", at=NOON - timedelta(hours=1))
        chart = panels(client)["published"].extra["chart"]
        page = client.get("/admin/").content.decode()

    (bar,) = chart.bars
    assert (bar.x < chart.width / 2) is is_first_half
    assert (bar.y, bar.height) == (0, chart.height)
    assert page.count("<rect") == 1
    assert page.count('<tr><th scope="row"><time') == 14


def test_headlines_keep_their_language_on_a_page_in_the_other(client, log_in):
    member = log_in("contributor")
    begun(member, headline="عنوان عربي")
    make_draft(make_article("", made_by=member), "en", headline="English headline")

    page = client.get("/admin/").content.decode()

    assert '<bdi lang="ar" dir="rtl">عنوان عربي</bdi>' in page
