"""The page of an entry: what it tells, in one language, and what stays of what was corrected or redacted."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext

from organizations.partnerships import ledger
from organizations.partnerships.enums import UpdateState
from organizations.partnerships.models import Amount, Relation, Reply, Signatory, Source
from tests.factories import (
    make_article,
    make_commitment,
    make_organization,
    make_partnership,
    make_person,
)
from tests.portal.crawling import foreign_text, read

pytestmark = pytest.mark.django_db

REASON = {"note_ar": "سبب معلن", "note_en": "A public reason"}
SAID = {"said_on": date(2025, 5, 1), "note_ar": "ما ورد بعد ذلك", "note_en": "What was said later"}


@pytest.fixture
def entry():
    return make_partnership(make_organization(), make_organization())


def page_of(client, entry, language="en"):
    response = client.get(entry.url_in(language))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def item_of(page, number):
    """The part of the page that tells of one item."""
    found = page.partition(f'id="item-{number}"')[2]
    return re.split(r'id="item-\d+"|</ol> </section>', found)[0]


def words_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def add_source(entry, **columns):
    defaults = {"kind": "official_statement", "title_ar": "بيان", "title_en": "A statement"}
    return ledger.add(Source(partnership=entry, **defaults | columns), by=None)


def propose(thing, entry, **columns):
    return ledger.propose(thing, by=None, source=entry.sources.first(), **SAID | columns)


def test_each_item_has_its_address_and_its_code(client, entry):
    make_commitment(entry)
    make_commitment(entry)

    page = page_of(client, entry)

    for number in (1, 2):
        assert f"{entry.number:03d}-{number}" in item_of(page, number)


def test_item_that_nothing_is_known_of_says_so(client, entry):
    make_commitment(entry)

    words = words_of(item_of(page_of(client, entry), 1))

    assert "Not re-checked since recorded" in words
    assert "Nothing later in this archive" in words
    assert "No published count" not in words
    assert "%" not in words


@pytest.mark.parametrize(
    ("target", "is_minimum", "counts"),
    [(None, False, False), (1, False, False), (1, True, True), (2, False, True)],
)
def test_missing_count_is_told_of_what_can_be_counted_alone(
    client, language, entry, target, is_minimum, counts
):
    make_commitment(entry, target_value=target, target_is_minimum=is_minimum)

    html = item_of(page_of(client, entry, language), 1)

    with translation.override(language):
        assert (gettext("No published count") in html) is counts
        assert gettext("Nothing later in this archive") in html
    assert ('class="uncounted"' in html) is counts


def test_item_that_was_checked_says_when(client, entry):
    item = make_commitment(entry)
    ledger.check(item, by=None, on=date(2025, 1, 2))

    words = words_of(item_of(page_of(client, entry), 1))

    assert "Last checked 2 January 2025" in words
    assert "Not re-checked" not in words


@pytest.mark.parametrize(
    ("target", "is_minimum", "words"),
    [(3, False, "2 of 3 centres, as of 1 May 2025"), (3, True, "2 of more than 3 centres, as of 1 May 2025")],
)
def test_sourced_count_is_drawn_and_written(client, entry, target, is_minimum, words):
    item = make_commitment(
        entry, target_value=target, target_is_minimum=is_minimum, unit_en="centres", unit_ar="مراكز"
    )
    propose(item, entry, value=2)

    html = item_of(page_of(client, entry), 1)

    assert '<rect width="67" height="10"/>' in html
    assert "uncounted" not in html
    assert f"{words} according to News text" in words_of(html)


def test_count_without_a_target_is_written_and_not_drawn(client, entry):
    propose(make_commitment(entry, unit_en="centres"), entry, value=Decimal("2"))

    html = item_of(page_of(client, entry), 1)

    assert "<rect" not in html
    assert "Count so far: 2 · unit: centres · as of 1 May 2025" in words_of(html)
    assert words_of(html).count("2 centres") == 0


def test_sourced_nought_is_a_count_and_more_than_the_target_fills_the_bar(client, entry):
    for value in (0, 9):
        propose(make_commitment(entry, target_value=3), entry, value=value)

    page = page_of(client, entry)

    assert '<rect width="0" height="10"/>' in item_of(page, 1)
    assert "0 of 3" in words_of(item_of(page, 1))
    assert '<rect width="100" height="10"/>' in item_of(page, 2)


def test_update_without_a_count_leaves_the_bar_hatched(client, entry):
    propose(make_commitment(entry, target_value=3), entry)

    html = item_of(page_of(client, entry), 1)

    assert 'class="uncounted"' in html
    assert "Nothing later in this archive" not in html


def test_update_shows_its_date_note_status_and_source(client, entry):
    item = make_commitment(entry)
    ledger.confirm(propose(item, entry, said_precision="month", status="active"), by=None)

    html = item_of(page_of(client, entry), 1)

    words = words_of(html)
    assert "May 2025 What was said later" in words
    assert "What the parties said then: Under way" in words
    assert "First recorded as Announced" in words
    assert f'href="#source-{entry.sources.get().pk}"' in html


def test_pending_and_declined_updates_are_not_on_the_page(client, entry):
    item = make_commitment(entry)
    propose(item, entry, status="active", note_en="A pending note")
    ledger.decline(propose(entry, entry, status="active", note_en="A declined note"), by=None)

    page = page_of(client, entry)

    assert "A pending note" not in page
    assert "A declined note" not in page
    assert "First recorded as" not in page


def test_entry_whose_status_changed_says_what_it_was_first(client, entry):
    ledger.confirm(propose(entry, entry, status="completed"), by=None)

    words = words_of(page_of(client, entry))

    assert "What the parties say Announced as completed" in words
    assert "First recorded as Signed" in words


def test_replaced_item_and_its_successor_are_both_read(client, entry):
    item = make_commitment(entry, statement_en="The first plan")
    ledger.supersede(item, by=None, nature="plan", statement_ar="خطة", statement_en="The second plan")

    page = page_of(client, entry)

    first, second = words_of(item_of(page, 1)), words_of(item_of(page, 2))
    assert "The first plan" in first
    number, day = f"{entry.number:03d}", timezone.localdate().strftime("%-d %B %Y")
    assert f"Replaced by item {number}-2 on {day}" in first
    assert "The second plan" in second
    assert f"Replaces item {number}-1" in second


def test_replaced_item_is_silent_about_news_and_its_date_is_of_the_replaced_announcement(
    client, language, entry
):
    item = make_commitment(entry, due_text_en="2024", due_text_ar="2024", due_latest=date(2024, 12, 31))
    with translation.override(language):
        silence, passed = gettext("Nothing later in this archive"), gettext("stated date has passed")
        replaced = gettext("Of the replaced announcement: %(line)s") % {"line": passed}
    before = item_of(page_of(client, entry, language), 1)
    assert silence in before
    assert 'data-stated-date="passed"' in before

    ledger.supersede(item, by=None, nature="plan", statement_ar="خطة", statement_en="A plan")

    html = item_of(page_of(client, entry, language), 1)
    assert silence not in html
    assert replaced in html
    assert 'data-stated-date="passed"' not in html


def test_date_as_stated_without_a_day_is_not_called_missing(client, language, entry):
    elsewhere = "en" if language == "ar" else "ar"
    make_commitment(entry, **{f"due_text_{elsewhere}": "2030"})
    make_commitment(entry)

    page = page_of(client, entry, language)

    with translation.override(language):
        without_day, none = gettext("Date stated without a day"), capfirst(gettext("no date stated"))
    assert without_day in item_of(page, 1)
    assert none not in item_of(page, 1)
    assert none in item_of(page, 2)
    board = client.get(f"/{language}/partnerships/commitments/").content.decode()
    assert board.count(without_day) == 1


def test_who_was_asked_and_did_not_reply(client, language, entry):
    organization = entry.parties.first().organization
    ledger.add(Reply(partnership=entry, organization=organization, asked_on=date(2025, 7, 1)), by=None)

    words = words_of(page_of(client, entry, language))

    assert {"en": "was asked on 1 July 2025", "ar": "1 يوليو 2025"}[language] in words


def test_reply_stands_in_full_beside_the_item_it_answers(client, entry):
    organization, item = entry.parties.first().organization, make_commitment(entry)
    about = {"partnership": entry, "commitment": item, "organization": organization}
    ledger.add(Reply(**about, asked_on=date(2025, 7, 1)), by=None)
    assert "No reply in this archive" in item_of(page_of(client, entry), 1)

    ledger.add(Reply(**about, replied_on=date(2025, 7, 9), text_en="First.\n\nSecond."), by=None)

    html = item_of(page_of(client, entry), 1)
    assert "No reply in this archive" not in html
    assert "replied on 9 July 2025" in html
    assert "asked on 1 July 2025 · replied on" not in html
    assert "<p>First.</p> <p>Second.</p>" in html


def test_reply_says_when_it_was_asked_for_where_that_is_known(client, language, entry):
    reply = {
        "asked_on": date(2025, 7, 1),
        "replied_on": date(2025, 7, 9),
        "text_ar": "رد",
        "text_en": "A reply",
    }
    ledger.add(Reply(partnership=entry, organization=entry.parties.first().organization, **reply), by=None)

    html = page_of(client, entry, language)

    replies = html.partition('class="replies"')[2].partition("</ul>")[0]
    assert 'datetime="2025-07-01"' in replies
    assert 'datetime="2025-07-09"' in replies
    if language == "en":
        assert "asked on 1 July 2025 · replied on 9 July 2025" in words_of(replies)


def test_reply_about_something_else_answers_nothing(client, entry):
    first, second = (party.organization for party in entry.parties.all())
    item = make_commitment(entry)
    ledger.add(Reply(partnership=entry, organization=first, asked_on=date(2025, 7, 1)), by=None)
    answer = {"partnership": entry, "replied_on": date(2025, 7, 9), "text_en": "A reply."}
    ledger.add(Reply(organization=second, **answer), by=None)
    ledger.add(Reply(organization=first, commitment=item, **answer), by=None)

    assert page_of(client, entry).count("No reply in this archive") == 1


def test_money_has_its_currency_and_stage_and_is_never_added_up(client, entry):
    item = make_commitment(entry)
    for commitment in (None, item):
        amount = Amount(
            partnership=entry, commitment=commitment, value=1500000, currency="KWD", stage="planned"
        )
        ledger.add(amount, by=None)

    page = page_of(client, entry)

    assert "1,500,000 · Kuwaiti dinar · planned" in words_of(item_of(page, 1))
    assert words_of(page).count("1,500,000 · Kuwaiti dinar") == 2
    assert "3,000,000" not in page


@pytest.mark.parametrize(
    "code", ["KWD", "USD", "EUR", "SAR", "AED", "QAR", "BHD", "OMR", "GBP", "CNY", "PKR"]
)
def test_currencies_have_names(code):
    assert code not in Amount(currency=code).currency_name


def test_currency_without_a_name_is_shown_by_its_code(client, language, entry):
    ledger.add(Amount(partnership=entry, value=5, currency="XAU", stage="paid"), by=None)

    assert "<bdi>XAU</bdi>" in page_of(client, entry, language)


@pytest.mark.parametrize(
    ("kind", "towards", "back"),
    [
        ("renews", "Renews", "Is renewed by"),
        ("implements", "Implements", "Is implemented by"),
        ("replaces", "Replaces", "Is replaced by"),
    ],
)
def test_relation_is_read_from_both_entries(client, entry, kind, towards, back):
    other = make_partnership(make_organization())
    ledger.add(Relation(partnership=entry, kind=kind, other=other), by=None)

    for here, there, words in ((entry, other, towards), (other, entry, back)):
        page = page_of(client, here)
        related = page.partition('id="relations"')[2].partition("</section>")[0]
        assert words in related
        assert there.url_in("en") in related


def test_relation_to_what_readers_do_not_see_names_no_title(client, entry):
    elsewhere = make_partnership(make_organization(), title_en=None, title_ar="عنوان آخر")
    redacted = make_partnership(make_organization(), title_en="A secret title")
    for other in (elsewhere, redacted):
        ledger.add(Relation(partnership=entry, kind="renews", other=other), by=None)
    draft = make_partnership(make_organization(), has_source=False, title_en="A draft title")
    Relation.objects.create(partnership=draft, kind="renews", other=entry)
    ledger.redact(redacted, by=None, **REASON)

    words = words_of(page_of(client, entry))

    assert f"Entry {elsewhere.number:03d} (available in Arabic only)" in words
    assert f"Entry {redacted.number:03d} (redacted)" in words
    assert "A draft title" not in words
    assert f"Entry {draft.number:03d}" not in words


def test_correction_says_when_why_and_what_stood_there(client, entry):
    item = make_commitment(entry, due_latest=date(2025, 12, 31), unit_en="centres", target_value=3)
    columns = {"due_latest": date(2026, 1, 31), "unit_en": "data centres", "target_value": 4}
    ledger.correct(item, by=None, **REASON, **columns, owners=[entry.parties.first().organization])
    ledger.correct(
        entry, by=None, **REASON, signed_on=date(2024, 1, 1), signed_precision="year", place_en="Barcelona"
    )
    day = timezone.localdate().strftime("%-d %B %Y")

    page = page_of(client, entry)

    told = words_of(item_of(page, 1))
    assert f"Corrected on {day} : A public reason Before:" in told
    for before in ("Latest possible day: “ 31 December 2025 ”", "Unit: “ centres ”", "Target: “ 3 ”"):
        assert before in told
    assert "Who announced to do it: “ not named ”" in told
    assert "Signed: “ not stated ”" in words_of(page)
    assert "Place: “ not stated ”" in words_of(page)


def test_correction_of_the_other_language_is_told_there(client, entry):
    item = make_commitment(entry, statement_ar="الخطة الأولى")
    ledger.correct(item, by=None, note_ar="سبب معلن", statement_ar="الخطة الثانية")

    assert "Corrected on" not in page_of(client, entry)
    assert "الخطة الأولى" in page_of(client, entry, "ar")


def test_corrected_date_keeps_the_precision_that_it_had(client, entry):
    signed = {"signed_on": date(2024, 3, 1), "signed_precision": "month"}
    ledger.correct(entry, by=None, **REASON, **signed)
    ledger.correct(entry, by=None, **REASON, signed_on=date(2024, 5, 24), signed_precision="day")
    ledger.correct(entry, by=None, **REASON, signed_on=date(2024, 5, 25))

    words = words_of(page_of(client, entry))

    assert "Signed: “ March 2024 ”" in words
    assert "Signed: “ 24 May 2024 ”" in words


def redactable(entry):
    """One row of every kind that a page shows, with the words that must go."""
    organization, person = make_organization(name_en="A secret body"), make_person(name_en="A secret person")
    item = make_commitment(entry, statement_en="A secret statement")
    source = add_source(entry, title_en="A secret source", archived_title="A secret archived title")
    ledger.add(entry.parties.model(partnership=entry, organization=organization), by=None)
    signatory = Signatory(
        partnership=entry, person=person, organization=organization, office_en="A secret office"
    )
    replied = {"replied_on": date(2025, 7, 9), "text_en": "A secret reply"}
    return [
        entry.parties.get(organization=organization),
        ledger.add(signatory, by=None),
        source,
        ledger.propose(item, by=None, source=source, **SAID | {"note_en": "A secret note"}),
        ledger.propose(entry, by=None, source=source, **SAID | {"note_en": "A secret note"}),
        ledger.add(
            Amount(partnership=entry, value=424242, currency="KWD", stage="paid", source=source), by=None
        ),
        ledger.add(
            Reply(partnership=entry, organization=entry.parties.first().organization, **replied), by=None
        ),
        item,
    ]


def test_redacted_row_keeps_its_place_its_day_and_the_reason(client, entry):
    rows = redactable(entry)
    shown = page_of(client, entry)
    assert shown.count("secret") > len(rows)
    day = timezone.localdate().strftime("%-d %B %Y")

    for row in rows:
        ledger.redact(row, by=None, **REASON)

    page = page_of(client, entry)
    assert "secret" not in page
    assert "424,242" not in page
    # Of the item alone its place is shown: what was known since went with its place.
    assert page.count("data-redacted") == len(rows) - 1
    assert f"Item {entry.number:03d}-1 was redacted on {day}. Reason: A public reason" in words_of(
        item_of(page, 1)
    )


def test_redacted_entry_is_gone_in_both_languages_and_says_why(client, language, entry):
    ledger.redact(entry, by=None, **REASON)

    response = client.get(entry.url_in(language))

    page = response.content.decode()
    assert response.status_code == 410
    assert response["X-Robots-Tag"] == "noindex"
    assert "s-maxage=" in response["Cache-Control"]
    assert f"{entry.number:03d}" in page
    with translation.override(language):
        reason = gettext("Reason:")
    assert f"{reason} {REASON[f'note_{language}']}" in " ".join(page.split())
    assert timezone.localdate().isoformat() in page


def test_reason_in_the_other_language_only_is_said_to_be_there(client, entry):
    ledger.redact(entry, by=None, note_ar="سبب معلن")

    page = client.get(entry.url_in("en")).content.decode()

    assert "سبب معلن" not in page
    assert "available in Arabic only" in page
    assert f'href="{entry.url_in("ar")}"' in page


def test_draft_is_not_found(client, language):
    draft = make_partnership(make_organization(), has_source=False)

    assert client.get(draft.url_in(language)).status_code == 404


def fill(entry, rows):
    """So many rows of everything that a page can show, each of them corrected once or replied to."""
    for number in range(rows):
        organization, source = make_organization(), add_source(entry)
        ledger.add(entry.parties.model(partnership=entry, organization=organization, position=9), by=None)
        signatory = Signatory(partnership=entry, person=make_person(), organization=organization)
        ledger.add(signatory, by=None)
        item = make_commitment(entry, organization, due_latest=date(2025, 1, 1), source=source)
        newer = ledger.supersede(item, by=None, nature="plan", statement_en="A plan", statement_ar="خطة")
        for thing in (newer, entry):
            update = propose(thing, entry, status="active")
            if update.state == UpdateState.PENDING:
                ledger.confirm(update, by=None)
            propose(thing, entry)
        about = {"partnership": entry, "organization": organization}
        for commitment in (None, newer):
            money = {"value": 5, "currency": "KWD", "stage": "paid", "source": source}
            ledger.add(Amount(partnership=entry, commitment=commitment, **money), by=None)
            ledger.add(Reply(commitment=commitment, asked_on=date(2025, 7, 1), **about), by=None)
        other = make_partnership(organization)
        ledger.add(Relation(partnership=entry, kind="renews", other=other), by=None)
        ledger.add(Relation(partnership=other, kind="implements", other=entry), by=None)
        ledger.correct(newer, by=None, **REASON, unit_en=f"unit {number}", owners=[organization])
        ledger.redact(make_commitment(entry), by=None, **REASON)
        make_article(organizations=[organization], partnerships=[entry])


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_the_same_for_any_number_of_rows(client, language, entry, rows, django_assert_num_queries):
    """Ten for the entry and its rows, two for relations and changes, one for articles, one for the menu."""
    fill(entry, rows)

    with django_assert_num_queries(16):
        assert client.get(entry.url_in(language)).status_code == 200


@pytest.mark.parametrize("parties", [1, 2, 3, 12])
def test_bond_joins_any_number_of_parties(client, language, parties):
    organizations = [make_organization() for _ in range(parties)]
    entry = make_partnership(*organizations)

    page = page_of(client, entry, language)

    bond = page.partition("bond")[2].partition("</ul>")[0]
    assert bond.count("seal-") == parties
    assert all(f'<bdi class="bond__name">{body.name_in(language)}</bdi>' in bond for body in organizations)


def test_no_text_of_the_other_language_stands_in(client, language):
    """Everything of it was recorded in one language, but for the title."""
    elsewhere = "en" if language == "ar" else "ar"
    text = {"ar": "نص لا يوجد إلا بالعربية", "en": "This text is there in English only"}[elsewhere]

    def only(*names):
        return {f"{name}_{elsewhere}": text for name in names} | {
            f"{name}_{language}": None for name in names
        }

    organization = make_organization(**only("name"))
    entry = make_partnership(organization, **only("summary", "place", "event"))
    source = add_source(entry, **only("title", "publisher"), archived_title=text)
    add_source(entry, **only("title"), archived_title=text, language=elsewhere, url="https://example.org/a")
    signatory = Signatory(
        partnership=entry, person=make_person(**only("name")), organization=organization, **only("office")
    )
    ledger.add(signatory, by=None)
    item = make_commitment(
        entry, organization, source=source, **only("statement", "unit", "due_text", "due_condition")
    )
    note = only("note")
    for thing in (item, entry):
        ledger.confirm(
            ledger.propose(thing, by=None, source=source, said_on=date(2025, 1, 1), status="active", **note),
            by=None,
        )
    reply = Reply(partnership=entry, organization=organization, replied_on=date(2025, 1, 1), **only("text"))
    ledger.add(reply, by=None)
    ledger.correct(item, by=None, target_value=3, **note)
    ledger.redact(make_commitment(entry), by=None, **note)

    response = client.get(entry.url_in(language))

    assert response.status_code == 200
    assert ">None<" not in response.content.decode()
    assert foreign_text(read(response), language) == []
    notice = {"ar": "متاح بالإنجليزية فقط", "en": "available in Arabic only"}[language]
    assert response.content.decode().count(notice) >= 7


def test_source_is_told_with_everything_that_is_known_of_it(client, entry):
    add_source(
        entry, kind="opinion_column", archived_title="عنوان", language="ar", read_on=date(2024, 2, 2),
        published_on=date(2023, 5, 1), published_precision="month", for_item_only=True,
    )  # fmt: skip

    html = page_of(client, entry).partition('id="sources"')[2].partition("</section>")[0]

    words = words_of(html)
    assert '<cite lang="ar" dir="auto">عنوان</cite>' in html
    for told in (
        "Opinion column",
        "May 2023",
        "in Arabic",
        "read on 2 February 2024",
        "Publisher not in our sources",
        "An opinion column confirms nothing by itself.",
        "Speaks of single items, not of the entry as a whole.",
    ):
        assert told in words


def test_page_says_how_the_entry_was_recorded(client, language, entry):
    page = page_of(client, entry, language)

    with translation.override(language):
        assert gettext("How this entry was recorded") in page


def test_notice_of_the_other_edition_says_which_entry_of_which_kind_and_when(client, language):
    signed = {"signed_on": date(2023, 5, 1), "signed_precision": "month"}
    entry = make_partnership(make_organization(), number=7, **signed, **{f"title_{language}": None})
    undated = make_partnership(make_organization(), **{f"title_{language}": None})

    response = client.get(entry.url_in(language))

    words = words_of(response.content.decode().partition("<main")[2])
    with translation.override(language):
        for told in ("007", capfirst(entry.get_kind_display()), gettext("Signed"), str(entry.signed)):
            assert told in words
        assert gettext("Date not in our sources") in page_of(client, undated, language)
    assert foreign_text(read(response), language) == []


def test_page_leads_to_its_data_and_to_how_it_was_checked(client, language, entry):
    page = page_of(client, entry, language)

    for address in (
        f"/api/v1/partnerships/{entry.slug}",
        "/api/v1/partnerships.csv",
        f"/{language}/ledger-method/",
        f"/{language}/contact/",
    ):
        assert f'href="{address}"' in page
