import re
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from organizations.partnerships import ledger
from organizations.partnerships.dossier import open_dossier
from organizations.partnerships.enums import LedgerAct
from organizations.partnerships.models import Partnership, Reply
from organizations.partnerships.timeline import Scale
from tests.factories import make_commitment, make_organization, make_partnership

pytestmark = pytest.mark.django_db

TODAY = date(2026, 1, 1)


@pytest.fixture
def entry():
    return make_partnership(
        make_organization(),
        announced_on=date(2024, 1, 1),
        announced_precision="year",
        signed_on=date(2024, 1, 1),
        signed_precision="month",
    )


def told(entry, today=TODAY):
    dossier = open_dossier(Partnership.objects.for_page().get(pk=entry.pk), "en", today)
    return [(event.when.iso, event.kind) for event in dossier.events]


def propose(thing, day, **columns):
    entry = thing if isinstance(thing, Partnership) else thing.partnership
    said = {"said_on": day, "note_ar": "خبر", "note_en": "News"} | columns
    return ledger.propose(thing, by=None, source=entry.sources.first(), **said)


def test_timeline_puts_everything_dated_in_order(entry):
    organization = entry.parties.get().organization
    item = make_commitment(entry, due_latest=date(2025, 12, 31))
    propose(item, date(2024, 5, 1))
    propose(entry, date(2024, 5, 1), said_precision="month")
    for columns in ({"asked_on": date(2024, 6, 1)}, {"replied_on": date(2024, 6, 9), "text_ar": "رد"}):
        ledger.add(Reply(partnership=entry, organization=organization, **columns), by=None)
    ledger.check(entry, by=None, on=date(2024, 7, 1))

    assert told(entry) == [
        ("2024", "announced"),
        ("2024-01", "signed"),
        ("2024-05", "update"),
        ("2024-05-01", "update"),
        ("2024-06-01", "asked"),
        ("2024-06-09", "replied"),
        ("2024-07-01", "checked"),
        ("2025-12-31", "due"),
    ]


def test_timeline_leaves_out_what_is_not_decided_redacted_or_replaced(entry):
    pending, redacted, item = (make_commitment(entry, due_latest=date(2025, 1, day)) for day in (1, 2, 3))
    propose(pending, date(2024, 5, 1), status="active")
    ledger.redact(redacted, by=None, note_en="A reason")
    ledger.supersede(item, by=None, nature="plan", statement_ar="خطة")
    ledger.redact(propose(pending, date(2024, 8, 1)), by=None, note_en="A reason")

    assert [event for event in told(entry) if event[1] != "replaced"] == [
        ("2024", "announced"),
        ("2024-01", "signed"),
        ("2025-01-01", "due"),
    ]


def test_what_is_to_come_is_told_apart(entry):
    make_commitment(entry, due_latest=TODAY)
    dossier = open_dossier(Partnership.objects.for_page().get(), "en", TODAY)
    later = open_dossier(Partnership.objects.for_page().get(), "en", date(2026, 1, 2))

    assert [event.is_to_come for event in dossier.events] == [False, False, True]
    assert [event.is_to_come for event in later.events] == [False, False, False]


def test_drawing_is_true_to_scale_and_runs_from_the_right_in_arabic(entry):
    make_commitment(entry, due_latest=date(2027, 12, 31))
    events = open_dossier(Partnership.objects.for_page().get(), "en", TODAY).events

    english = Scale.of(events, TODAY, rtl=False)
    arabic = Scale.of(events, TODAY, rtl=True)

    assert [year for year, _ in english.years] == [2024, 2025, 2026, 2027, 2028]
    middle = dict(english.years)[2026]
    assert abs(english.today - middle) < 1
    assert abs(middle - 500) < 1
    assert [x for _, x in arabic.years] == [round(1000 - x, 1) for _, x in english.years]
    year, month = english.spans[0], english.spans[1]
    assert year.length > 200
    assert month.start == year.start
    assert month.length < year.length / 7


@pytest.mark.parametrize("days", [[], [date(2024, 1, 1)]])
def test_nothing_is_drawn_where_fewer_than_two_days_are_known(client, language, days):
    columns = {"announced_on": days[0], "announced_precision": "day"} if days else {}
    entry = make_partnership(make_organization(), **columns)

    html = client.get(entry.url_in(language)).content.decode()

    assert '<svg class="scale"' not in html


def test_first_and_last_days_of_all_can_be_drawn(client, entry):
    make_commitment(entry, due_latest=date.max)
    ledger.correct(entry, by=None, note_en="A reason", announced_on=date.min, announced_precision="day")

    assert '<svg class="scale"' in client.get(entry.url_in("en")).content.decode()


def timeline_of(client, entry, language="en"):
    """The words of each event on the page."""
    html = client.get(entry.url_in(language)).content.decode()
    found = html.partition('<ol class="timeline">')[2].partition("</ol>")[0]
    return [" ".join(re.sub(r"<[^>]+>", " ", event).split()) for event in found.split("<li ")[1:]]


def test_check_says_what_was_checked_once_a_day(client, language, entry):
    first, second, third = (make_commitment(entry) for _ in range(3))
    ledger.check(entry, by=None, on=date(2024, 7, 1))
    for item in (first, second):
        ledger.check(item, by=None, on=date(2024, 8, 1))

    whole, *single = timeline_of(client, entry, language)[2:]

    with translation.override(language):
        assert gettext("Entry checked again, nothing later found") in whole
        assert all(gettext("Item checked again, nothing later found") in words for words in single)
    assert third.code not in " ".join([whole, *single])
    assert [words[-5:] for words in single] == [first.code, second.code]


def test_replacement_is_an_event_that_names_both_items(client, language, entry):
    item = make_commitment(entry)
    ledger.supersede(item, by=None, nature="plan", statement_ar="خطة", statement_en="A plan")

    words = timeline_of(client, entry, language)[-1]

    code = f"{entry.number:03d}"
    with translation.override(language):
        assert date_format(timezone.localdate(), "j F Y") in words
    assert words.index(f"{code}-1") < words.index(f"{code}-2")


def test_replacement_took_place_when_the_journal_says(entry):
    new = ledger.supersede(make_commitment(entry), by=None, nature="plan", statement_ar="خطة")
    ledger.recall(new, LedgerAct.SUPERSEDED, by=None, at=datetime(2024, 9, 1, 12, tzinfo=UTC))

    assert ("2024-09-01", "replaced") in told(entry)


def test_reply_names_its_item_and_both_of_its_days(client, language, entry):
    item, organization = make_commitment(entry), entry.parties.get().organization
    about = {"partnership": entry, "organization": organization, "commitment": item}
    asked, replied = {"asked_on": date(2024, 6, 1)}, {"replied_on": date(2024, 6, 9), "text_ar": "رد"}
    for columns in (asked, asked | replied):
        ledger.add(Reply(**about, **columns), by=None)

    assert told(entry)[2:] == [("2024-06-01", "asked"), ("2024-06-09", "replied")]
    assert all(item.code in words for words in timeline_of(client, entry, language)[2:])


def test_day_that_is_not_known_is_drawn_open_and_only_until_today(client, language, entry):
    make_commitment(entry, due_latest=date(2027, 12, 31))
    html = client.get(entry.url_in(language)).content.decode()
    events = open_dossier(Partnership.objects.for_page().get(), "en", date(2024, 4, 1)).events

    for rtl in (False, True):
        scale = Scale.of(events, date(2024, 4, 1), rtl=rtl)
        year, month, _due = scale.spans
        assert [span.is_open for span in scale.spans] == [True, True, False]
        ends = (year.start, year.start + year.length)
        assert min(abs(end - scale.today) for end in ends) <= 6.1
        assert month.length < year.length < 100
    assert html.count("scale__mark--open") == 3  # two days and the legend
    with translation.override(language):
        assert gettext("Day not known") in html.partition('class="scale"')[2].partition('class="timeline"')[0]
