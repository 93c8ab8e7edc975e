from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone
from time_machine import travel

from organizations.partnerships import ledger
from organizations.partnerships.board import KEYS, Board, Group
from organizations.partnerships.models import Commitment
from portal.paging import keyed
from tests.explain import explain, sorts
from tests.factories import make_commitment, make_organization, make_partnership

pytestmark = pytest.mark.django_db

BOARD = "/{}/partnerships/commitments/"
DUE = date(2026, 11, 22)


def listed(client, language, query=""):
    """The statements on the board, in order."""
    response = client.get(BOARD.format(language) + query)
    groups = response.context_data["groups"]
    return [item.statement_en for group in groups for item in group["items"]]


def announce(statement="stated", *owners, entry=None, **columns):
    words = {f"statement_{language}": statement for language in ("ar", "en")}
    return make_commitment(entry or make_partnership(make_organization()), *owners, **words | columns)


def tell(item, **columns):
    """An update of an item, from a source of its entry."""
    said = {"said_on": DUE, "note_ar": "جديد", "note_en": "News of it"}
    said["source"] = item.partnership.sources.first()
    return ledger.propose(item, by=None, **said | columns)


@pytest.mark.parametrize(
    ("moment", "group"),
    [
        ("2026-11-22T12:00:00+03:00", "coming"),
        ("2026-11-22T23:59:59+03:00", "coming"),
        ("2026-11-23T00:00:00+03:00", "passed"),  # still the 22nd in UTC
    ],
)
def test_stated_date_has_passed_only_after_its_last_possible_day_in_kuwait(client, language, moment, group):
    announce(due_earliest=date(2026, 1, 1), due_latest=DUE)

    with travel(moment, tick=False):
        assert listed(client, language, f"?show={group}") == ["stated"]
        other = "coming" if group == "passed" else "passed"
        assert listed(client, language, f"?show={other}") == []


def test_each_item_is_in_one_group_by_its_date(client, language):
    today = timezone.localdate()
    announce("later", due_latest=today + timedelta(days=9))
    announce("soon", due_latest=today)
    announce("long ago", due_latest=today - timedelta(days=9))
    announce("just passed", due_latest=today - timedelta(days=1))
    announce("undated")
    announce("conditional", due_latest=today, due_condition_ar="إذا")

    shown = {group.value: listed(client, language, f"?show={group.value}") for group in Group}

    assert shown == {
        "coming": ["soon", "later"],
        "passed": ["just passed", "long ago"],
        "no_date": ["undated"],
        "conditional": ["conditional"],
        "updated": [],
    }


def test_overview_shows_the_first_of_each_group_and_says_that_there_are_more(client, language):
    for number in range(4):
        announce(f"undated {number}")
    announce("coming", due_latest=timezone.localdate())

    page = client.get(BOARD.format(language))

    assert listed(client, language) == ["coming", "undated 3", "undated 2", "undated 1"]
    assert "?show=no_date" in page.content.decode()
    has_more = {group["group"].value for group in page.context_data["groups"] if group["has_more"]}
    assert has_more == {"no_date"}


def test_empty_groups_of_the_overview_share_one_line(client):
    announce("undated")

    page = client.get(BOARD.format("en"))

    assert [group["group"] for group in page.context_data["groups"]] == ["no_date"]
    assert page.context_data["empty"] == ["coming", "passed", "conditional", "updated"]
    text = " ".join(page.content.decode().split())
    assert "No items: Stated date still to come · Stated date has passed" in text
    assert "No item here." not in text


def test_item_whose_date_names_no_day_is_not_filed_under_no_date(client):
    announce("in words", due_text_ar="في المرحلة الأولى", due_text_en="in the first stage")

    for query in ("", "?show=no_date"):
        page = client.get(BOARD.format("en") + query).content.decode()
        assert "No day stated" in page
        assert "Date stated without a day" in page
        assert "No date stated" not in page


@pytest.mark.parametrize("group", Group)
def test_way_to_a_whole_group_is_said_for_each(group):
    assert group.whole


def test_updated_shows_an_item_once_with_its_newest_update(client, language):
    first, second = announce("first"), announce("second")
    for item, note in ((first, "old news"), (second, "its news"), (first, "newer news")):
        tell(item, note_ar=note, note_en=note)

    page = client.get(BOARD.format(language) + "?show=updated")

    assert listed(client, language, "?show=updated") == ["first", "second"]
    text = page.content.decode()
    assert "newer news" in text
    assert "old news" not in text
    assert "its news" in text


def test_update_that_is_pending_or_redacted_is_not_on_the_board(client, language):
    pending, redacted = announce("pending"), announce("redacted")
    tell(pending, status="completed")
    ledger.redact(tell(redacted), by=None, note_ar="سبب", note_en="A reason")

    assert listed(client, language, "?show=updated") == []


def test_row_leads_to_its_place_on_the_entry_and_says_what_is_not_known(client, language):
    owner = make_organization(short_name_ar="جهة", short_name_en="Body")
    item = announce("stated", owner)

    page = client.get(BOARD.format(language)).content.decode()

    assert f"/{language}/partnerships/{item.partnership.slug}/#item-1" in page
    assert item.code in page
    assert owner.name_in(language) in page or "Body" in page or "جهة" in page
    for words in {
        "ar": ("لا معلومات أحدث في هذا الأرشيف", "لم يُراجَع منذ تسجيله", "مُعلَن"),
        "en": ("Nothing later in this archive", "Not re-checked since recorded", "Announced", "One source"),
    }[language]:
        assert words in page


def test_row_says_the_last_published_count_in_words(client):
    item = announce(target_value=5000, target_is_minimum=True, unit_ar="متدرب", unit_en="trainees")
    tell(item, said_on=date(2025, 5, 4), value=2300)
    tell(item, said_on=date(2025, 6, 4))

    page = client.get(BOARD.format("en")).content.decode()

    assert "2,300 of more than 5,000 trainees, as of 4 May 2025" in page
    assert "Nothing later in this archive" not in page


@pytest.mark.parametrize("word", ["promise", "overdue", "late ", "broken", "failed"])
def test_board_judges_nobody(client, word):
    announce(due_latest=date(2020, 1, 1))

    assert word not in client.get(BOARD.format("en")).content.decode().lower()


def test_what_readers_may_not_see_is_in_no_group(client, language):
    draft = make_partnership(make_organization(), has_source=False)
    draft.commitments.create(nature="plan", statement_ar="draft", statement_en="draft")
    redacted_entry = make_partnership(make_organization())
    announce("of a redacted entry", entry=redacted_entry)
    ledger.redact(redacted_entry, by=None, note_ar="سبب", note_en="A reason")
    ledger.redact(announce("redacted"), by=None, note_ar="سبب", note_en="A reason")
    old = announce("superseded")
    ledger.supersede(old, by=None, nature="plan", statement_ar="newer", statement_en="newer")

    assert listed(client, language) == ["newer"]


def test_item_stated_in_one_language_is_in_the_other_board_nowhere(client):
    announce(statement_en=None, statement_ar="بالعربية")
    announce("without a title", entry=make_partnership(make_organization(), title_en=None))

    assert len(listed(client, "ar")) == 2
    assert listed(client, "en") == []


def test_board_of_one_organization_keeps_it_in_every_link(client, language):
    owner = make_organization(slug="owner")
    for _ in range(4):
        announce("its own", owner)
    announce("of somebody else", make_organization())

    page = client.get(BOARD.format(language) + "?organization=owner").content.decode()

    assert listed(client, language, "?organization=owner") == ["its own"] * 3
    assert "of somebody else" not in page
    for group in Group.values:
        assert f"?show={group}&amp;organization=owner" in page
    assert listed(client, language, "?organization=owner&show=no_date") == ["its own"] * 4


def test_item_of_several_owners_names_each(client, language):
    owners = [make_organization() for _ in range(3)]
    announce("together", *owners, entry=make_partnership(*owners))

    page = client.get(BOARD.format(language)).content.decode()

    assert all(owner.name_in(language) in page for owner in owners)


def test_group_is_paged_by_key(client, language):
    entry = make_partnership(make_organization())
    for number in range(21):
        announce(f"n{number}", entry=entry, due_latest=date(2020, 1, 1))

    first = client.get(BOARD.format(language) + "?show=passed")
    older = first.context_data["listed"].older

    assert "show=passed" in older
    assert listed(client, language, older) == ["n0"]
    assert client.get(BOARD.format(language) + older).status_code == 200


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?show=unknown", 404),
        ("?show=", 404),
        ("?show=%00", 400),
        ("?organization=nobody", 404),
        ("?show=coming&before=damaged", 400),
        ("?show=coming&before=2024-02-30~1", 400),
        ("?show=coming&before=2024-02-20~1&after=2024-02-20~1", 400),
        ("?show=coming&before=2024-02-20~1", 404),
        ("?show=no_date&before=" + "9" * 30 + "~1", 400),
        ("?utm_source=x", 200),
    ],
)
def test_board_answers_bad_input_in_words(client, language, query, status):
    response = client.get(BOARD.format(language) + query)

    assert response.status_code == status
    assert response["Content-Language"] == language


@pytest.mark.parametrize("items", [1, 3, 300])
def test_board_costs_the_same_for_any_number_of_items(client, language, items, django_assert_num_queries):
    entry = make_partnership(make_organization(slug="owner"))
    source, owner = entry.sources.first(), entry.parties.first().organization
    made = Commitment.objects.bulk_create(
        Commitment(partnership=entry, number=n, nature="plan", statement_ar="خطة", statement_en="Plan")
        for n in range(1, items + 1)
    )
    Commitment.owners.through.objects.bulk_create(
        Commitment.owners.through(commitment=item, organization=owner) for item in made
    )
    ledger.propose(made[0], by=None, source=source, said_on=DUE, note_en="News", note_ar="جديد")

    with django_assert_num_queries(8):
        client.get(BOARD.format(language))
    with django_assert_num_queries(9):
        client.get(BOARD.format(language) + "?organization=owner")
    for group in ("no_date", "updated"):
        with django_assert_num_queries(4):
            client.get(BOARD.format(language) + f"?show={group}")


def test_evidence_counted_for_rows_is_that_of_the_page_of_the_entry():
    """Two ways to the same answer: one query for many rows, and what the page has loaded."""
    plain = announce("by the sources of the entry")
    entry = plain.partnership
    own = entry.sources.create(kind="press_report", title_en="Its own", for_item_only=True)
    opinion = entry.sources.create(kind="opinion_column", title_en="A column", for_item_only=True)
    repeat = entry.sources.create(
        kind="press_report", title_en="Repeats", origin="agency", for_item_only=True
    )
    again = entry.sources.create(kind="press_report", title_en="Too", origin="agency", for_item_only=True)
    disputed = entry.sources.create(
        kind="press_report", title_en="Not so", is_conflicting=True, for_item_only=True
    )
    announce("by its own source", entry=entry, source=own)
    announce("by an opinion", entry=entry, source=opinion)
    for name, sources in (("repeated", (repeat, again)), ("disputed", (disputed,))):
        item = announce(name, entry=entry, source=own)
        for source in sources:
            tell(item, source=source, status="announced")
    moved = announce("moved on", entry=entry)
    ledger.confirm(tell(moved, source=repeat, status="active"), by=None)
    whole = entry.sources.create(kind="official_statement", title_en="Of the entry, later")
    ledger.propose(entry, by=None, source=whole, said_on=DUE, note_en="Later", note_ar="لاحقًا")

    counted = {item.number: item.evidence for item in entry.commitments.for_rows()}
    page = type(entry).objects.for_page().get(pk=entry.pk)

    assert counted == {item.number: item.evidence for item in page.commitments.all()}
    assert set(counted.values()) == {"none", "one_source", "several_sources", "conflicting"}


@pytest.fixture
def many():
    """Enough items for the planners to have a choice."""
    owners = [make_organization() for _ in range(20)]
    entries = [make_partnership(owner) for owner in owners]
    for number in range(300):
        entry = entries[number % 20]
        columns = [
            {"due_latest": DUE + timedelta(days=number - 100)},
            {"due_latest": DUE - timedelta(days=number)},
            {},
            {"due_condition_en": "if"},
        ][number % 4]
        item = entry.commitments.create(
            nature="plan", number=number + 1, statement_ar="خ", statement_en="p", **columns
        )
        item.owner_rows.create(organization=owners[number % 20])
        item.updates.create(
            said_on=DUE,
            source=entry.sources.first(),
            note_en="n",
            effective_at=timezone.now() - timedelta(minutes=number),
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return owners[0]


INDEXES = {
    Group.COMING: "commitment_by_date",
    Group.PASSED: "commitment_by_date",
    # Further indexes have the order of these two; SQLite takes one of those.
    Group.NO_DATE: "commitment_",
    Group.CONDITIONAL: "commitment_",
    Group.UPDATED: "commitmentupdate_newest",
}


def test_groups_walk_an_index_and_sort_nothing(many, language):
    board = Board(language, DUE)
    for group, key in KEYS.items():
        middle = key.encode(board.first(group, 20)[-1])
        for place, forward in (("", True), (middle, True), (middle, False)):
            plan = explain(keyed(board.places(group), key, place, forward=forward)[:21])
            assert not sorts(plan), (group, place, plan)
            assert INDEXES[group] in plan, (group, place, plan)
