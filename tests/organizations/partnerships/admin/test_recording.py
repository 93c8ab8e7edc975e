"""Putting a draft on the record: what the page shows, and who may do it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from organizations.partnerships import ledger
from organizations.partnerships.admin.addresses import act_address, entry_address
from organizations.partnerships.models import Partnership
from tests.factories import make_organization, make_partnership, make_person
from tests.ledger_desk import send

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["", "contributor", "translator"])
def test_whoever_has_no_right_records_nothing(client, log_in, draft, role):
    log_in(role)

    assert client.get(act_address("record", draft)).status_code in {302, 403}
    send(client, "record", draft)

    assert Partnership.objects.get().recorded_at is None


def test_form_of_a_draft_leads_to_the_page_for_those_with_the_right(client, log_in, draft):
    log_in("editor")

    assert act_address("record", draft) in client.get(entry_address(draft)).content.decode()


@pytest.mark.parametrize("admin_language", ["ar", "en"])
def test_page_shows_each_language_and_what_is_missing_in_it(client, log_in, admin_language):
    unnamed = make_organization(name_en=None)
    draft = make_partnership(unnamed, has_source=False, title_en=None, place_ar="الكويت")
    draft.sources.create(kind="press_report", title_ar="خبر")
    draft.commitments.create(nature="plan", statement_ar="خطة")
    log_in("editor")
    client.cookies["portal_language"] = admin_language

    response = client.get(act_address("record", draft))
    sides = {side.language: side for side in response.context["sides"]}

    assert next(iter(sides)) == admin_language
    assert (sides["ar"].title, sides["ar"].items, sides["ar"].missing) == (draft.title_ar, ["خطة"], [])
    assert sides["en"].title is None
    assert len(sides["en"].missing) == 1
    assert draft.title_ar in response.content.decode()


def test_words_of_the_other_language_alone_are_named(client, log_in, draft):
    draft.place_ar = "الكويت"
    draft.save()
    draft.commitments.create(nature="plan", statement_ar="خطة")
    log_in("editor")

    sides = {side.language: side for side in client.get(act_address("record", draft)).context["sides"]}

    with override("en"):
        missing = sides["en"].missing
    assert missing == ["Not written: place.", "Items without a statement in this language: 1."]


@pytest.mark.parametrize("part", ["sources", "parties"])
def test_without_a_source_or_a_party_there_is_no_button(client, log_in, draft, part):
    getattr(draft, part).all().delete()
    log_in("editor")

    response = client.get(act_address("record", draft))
    sent = send(client, "record", draft)

    assert len(response.context["lacking"]) == 1
    assert 'class="default"' not in response.content.decode()
    assert sent.status_code == 200
    assert Partnership.objects.get().recorded_at is None


def test_draft_goes_on_the_record_once(client, log_in, draft):
    log_in("editor")

    response = send(client, "record", draft)

    assert response.url == entry_address(draft)
    assert Partnership.objects.get().recorded_at is not None
    assert send(client, "record", draft).url == entry_address(draft)
    assert draft.changes.count() == 1


def test_draft_that_was_saved_since_is_shown_anew(client, log_in, draft):
    log_in("editor")
    data = {"seen": draft.touched_at.isoformat()}
    draft.title_ar = "عنوان آخر"
    draft.save()

    response = client.post(act_address("record", draft), data)

    assert response.status_code == 200
    assert "عنوان آخر" in response.content.decode()
    assert Partnership.objects.get().recorded_at is None


def test_form_of_a_draft_that_was_recorded_meanwhile_changes_nothing(client, log_in, draft):
    log_in("editor")
    client.get(entry_address(draft))
    ledger.record(draft, by=None)

    assert client.post(entry_address(draft), {"title_ar": "غير ذلك"}).status_code == 403
    assert Partnership.objects.get().title_ar == draft.title_ar


@pytest.mark.parametrize("rows", [1, 4])
def test_page_costs_the_same_for_any_number_of_rows(client, log_in, draft, rows, django_assert_num_queries):
    log_in("editor")
    for _ in range(rows):
        draft.parties.create(organization=make_organization())
        draft.commitments.create(nature="plan", statement_ar="خطة")
    client.get(act_address("record", draft))

    with django_assert_num_queries(13):
        client.get(act_address("record", draft))


@pytest.mark.parametrize("name", ["announced", "signed", "held"])
def test_dates_that_are_still_to_come_are_refused(client, log_in, draft, name):
    setattr(draft, f"{name}_on", timezone.localdate() + timedelta(days=1))
    setattr(draft, f"{name}_precision", "day")
    draft.save()
    log_in("editor")

    response = client.get(act_address("record", draft))
    send(client, "record", draft)

    assert len(response.context["lacking"]) == 1
    assert name in response.context["lacking"][0]
    assert Partnership.objects.get().recorded_at is None


def test_page_lists_dates_signatories_and_money(client, log_in, draft):
    draft.signed_on, draft.signed_precision = date(2024, 5, 1), "month"
    draft.save()
    person = make_person(name_en="Amal Saad")
    draft.signatories.create(
        person=person, organization=make_organization(name_en="KNPC"), office_ar="وزيرة", office_en="Minister"
    )
    draft.amounts.create(value=12, currency="KWD", stage="planned")
    log_in("editor")

    page = client.get(act_address("record", draft)).content.decode()

    assert all(
        words in page
        for words in ("May 2024", "مايو 2024", "Amal Saad · Minister · KNPC", "12 KWD · planned")
    )


def test_rows_that_lack_a_language_are_named_and_never_shown_in_the_other(client, log_in, draft):
    draft.signatories.create(
        person=make_person(name_en=None), organization=make_organization(name_en=None), office_ar="وزيرة"
    )
    draft.commitments.create(nature="plan", statement_ar="خطة", statement_en="A plan", due_text_ar="خلال عام")
    draft.sources.create(kind="press_report", title_ar="بالعربية وحدها")
    log_in("editor")

    sides = {side.language: side for side in client.get(act_address("record", draft)).context["sides"]}
    with override("en"):
        english = sides["en"]
        missing = " ".join(english.missing)

    assert all(words in missing for words in ("Office", "Title (source)", "Date as stated", "Signatories"))
    assert (english.sources, english.signatories) == (["News text", "—"], ["—"])
