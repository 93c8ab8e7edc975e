import pytest

from organizations import views
from organizations.partnerships import ledger
from tests.factories import (
    make_article,
    make_commitment,
    make_organization,
    make_partnership,
    make_person,
)

pytestmark = pytest.mark.django_db


def context_of(client, language, organization):
    return client.get(organization.url_in(language)).context_data


def test_page_names_each_partner_once_with_the_way_to_what_both_have(client, language):
    organization, often, once = (
        make_organization(slug="mmm"),
        make_organization(slug="z"),
        make_organization(),
    )
    make_partnership(organization, often)
    make_partnership(often, organization, once)
    make_partnership(often, make_organization())

    partners = context_of(client, language, organization)["neighbourhood"].partners

    assert [(partner, 1 + more) for partner, _entry, more in partners] == [(often, 2), (once, 1)]
    page = client.get(organization.url_in(language)).content.decode()
    assert f"/{language}/partnerships/between/mmm/z/" in page


def test_partner_is_known_from_public_entries_alone(client, language):
    organization = make_organization()
    make_partnership(organization, make_organization(), has_source=False)
    redacted = make_partnership(organization, make_organization())
    ledger.redact(redacted, by=None, note_ar="سبب", note_en="A reason")

    context = context_of(client, language, organization)

    assert context["neighbourhood"].size == 0
    assert not context["partnerships"]


def test_page_lists_the_first_items_that_the_organization_announced(client, language, monkeypatch):
    monkeypatch.setattr(views, "ITEMS", 2)
    organization = make_organization(slug="owner")
    entry = make_partnership(organization)
    items = [make_commitment(entry, organization) for _ in range(3)]
    make_commitment(entry)

    context = context_of(client, language, organization)
    page = client.get(organization.url_in(language)).content.decode()

    assert list(context["items"]) == [items[2], items[1]]
    assert f"/{language}/partnerships/commitments/?organization=owner" in page
    assert {"ar": "أكثر من 2", "en": "more than 2"}[language] in page


@pytest.mark.parametrize("rows", [1, 3, 40])
def test_page_costs_the_same_for_any_number_of_rows(client, language, rows, django_assert_num_queries):
    organization = make_organization()
    for _ in range(rows):
        entry = make_partnership(organization, make_organization())
        make_commitment(entry, organization)
        make_person().positions.create(organization=organization, title_ar="رئيس", title_en="Chair")
    make_article(organizations=[organization])

    with django_assert_num_queries(10):
        client.get(organization.url_in(language))


def test_person_page_shows_what_was_signed_with_the_office_then_and_how_it_stands(client, language):
    person, organization = make_person(), make_organization(short_name_ar="الجهة", short_name_en="The body")
    entry = make_partnership(organization)
    row = {"person": person, "organization": organization, "office_ar": "وزير", "office_en": "Minister"}
    entry.signatories.create(**row)

    page = client.get(person.url_in(language)).content.decode()

    words = {
        "ar": ("وزير", "الجهة", "موقَّع", "مصدر واحد", "لم يُراجَع منذ تسجيله"),
        "en": ("Minister", "The body", "Signed", "One source", "Not re-checked since recorded"),
    }[language]
    assert all(word in page for word in words)
    assert entry.url_in(language) in page


def test_person_page_hides_redacted_signatures_and_entries(client, language):
    person, organization = make_person(), make_organization()
    entries = [make_partnership(organization, slug=f"hidden-{number}") for number in range(2)]
    for entry in entries:
        entry.signatories.create(person=person, organization=organization)
    ledger.redact(entries[0], by=None, note_ar="سبب", note_en="A reason")
    ledger.redact(entries[1].signatories.get(), by=None, note_ar="سبب", note_en="A reason")

    assert "hidden-" not in client.get(person.url_in(language)).content.decode()


@pytest.mark.parametrize("entries", [1, 3, 40])
def test_person_page_costs_the_same_for_any_number_of_signatures(
    client, language, entries, django_assert_num_queries
):
    person, organization = make_person(), make_organization()
    for _ in range(entries):
        make_partnership(organization).signatories.create(person=person, organization=organization)

    with django_assert_num_queries(7):
        client.get(person.url_in(language))
