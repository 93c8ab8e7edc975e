from datetime import date

import pytest

from organizations.partnerships import ledger
from organizations.partnerships.dates import PartialDate
from organizations.partnerships.models import Source
from tests.factories import make_commitment, make_organization, make_partnership

pytestmark = pytest.mark.django_db

WORDS = {
    ("year", "ar"): "2023", ("year", "en"): "2023",
    ("month", "ar"): "مايو 2023", ("month", "en"): "May 2023",
    ("day", "ar"): "24 مايو 2023", ("day", "en"): "24 May 2023",
}  # fmt: skip
ISO = {"year": "2023", "month": "2023-05", "day": "2023-05-24"}


def partial(text):
    """A partial date as ISO writes it: "2023", "2023-05", "2023-05-24"."""
    precision = {4: "year", 7: "month", 10: "day"}[len(text)]
    return PartialDate(date.fromisoformat((text + "-01-01")[:10]), precision)


def test_dates_sort_by_their_first_day_and_the_coarser_first():
    texts = ["2024", "2023-05-24", "2023-05-01", "2023-05", "2023-01-01", "2023-01", "2023", "2022-12"]

    in_order = sorted(map(partial, texts), key=lambda when: when.sort_key)

    assert [when.iso for when in in_order] == [
        "2022-12", "2023", "2023-01", "2023-01-01", "2023-05", "2023-05-01", "2023-05-24", "2024",
    ]  # fmt: skip


@pytest.mark.parametrize("precision", ["year", "month", "day"])
def test_page_shows_a_date_as_precisely_as_it_is_known(client, language, precision):
    entry = make_partnership(make_organization(), signed_on=date(2023, 5, 24), signed_precision=precision)

    page = client.get(entry.url_in(language)).content.decode()

    assert f'<time datetime="{ISO[precision]}">{WORDS[precision, language]}</time>' in page


@pytest.mark.parametrize(
    ("kind", "status", "missing"),
    [("memorandum", "signed", "Signed"), ("meeting", "", "Held"), ("alliance", "announced", "Announced")],
)
def test_page_says_that_the_date_of_its_kind_is_not_in_our_sources(client, kind, status, missing):
    entry = make_partnership(make_organization(), kind=kind, status=status)

    page = client.get(entry.url_in("en")).content.decode()

    facts = page.partition('class="fact-columns"')[2].partition("</dl>")[0]
    name, _, value = facts.partition("</dt>")
    assert missing in name
    assert "Date not in our sources" in value.partition("</dd>")[0]


FLOORS = {"year": date(2023, 1, 1), "month": date(2023, 5, 1), "day": date(2023, 5, 24)}
DAY = date(2023, 5, 24)


@pytest.mark.parametrize("precision", ["year", "month", "day"])
def test_unknown_rest_of_a_date_is_stored_as_its_first_day(precision):
    entry = make_partnership(make_organization(), signed_on=DAY, signed_precision=precision)
    published = {"published_on": DAY, "published_precision": precision}
    source = Source(partnership=entry, kind="press_report", title_ar="خبر", **published)
    ledger.add(source, by=None)
    said = {"source": source, "said_on": DAY, "said_precision": precision, "note_ar": "خبر"}
    updates = [ledger.propose(thing, by=None, **said) for thing in (entry, make_commitment(entry))]

    for row, name in ((entry, "signed_on"), (source, "published_on"), *((row, "said_on") for row in updates)):
        row.refresh_from_db()
        assert getattr(row, name) == FLOORS[precision]
    assert entry.sorted_on == FLOORS[precision]


def test_draft_that_is_saved_again_is_stored_by_its_first_day():
    draft = make_partnership(make_organization(), has_source=False)
    draft.held_on, draft.held_precision = DAY, "year"
    draft.save()

    draft.refresh_from_db()
    assert (draft.held_on, draft.sorted_on) == (date(2023, 1, 1), date(2023, 1, 1))


def test_correcting_the_precision_alone_moves_the_stored_day():
    entry = make_partnership(make_organization(), signed_on=DAY, signed_precision="day")

    change = ledger.correct(entry, by=None, note_en="A reason", signed_precision="month")

    entry.refresh_from_db()
    assert (entry.signed_on, entry.sorted_on) == (FLOORS["month"], FLOORS["month"])
    assert change.before == {"signed_on": "2023-05-24", "signed_precision": "day"}
