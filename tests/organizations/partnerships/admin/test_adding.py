"""Adding a row to the record, and replacing an item by a later announcement."""

import pytest

from organizations.partnerships import ledger
from organizations.partnerships.admin.addresses import act_address, entry_address
from organizations.partnerships.enums import LedgerAct
from organizations.partnerships.models import Commitment, Party, Source
from tests.factories import make_organization, make_partnership, make_person
from tests.ledger_desk import add, add_address, fields_of, seen, send

pytestmark = pytest.mark.django_db

SOURCE = {"kind": "official_statement", "title_ar": "بيان", "title_en": "Statement"}


@pytest.mark.parametrize("role", ["", "contributor", "translator"])
def test_whoever_has_no_right_adds_nothing(client, log_in, entry, role):
    log_in(role)

    assert client.get(add_address(entry, "source")).status_code in {302, 403}
    assert add(client, entry, "source", **SOURCE).status_code in {302, 403}
    assert Source.objects.count() == 1


@pytest.mark.parametrize("subject", ["partnershipupdate", "commitmentupdate", "partnership", "x", "change"])
def test_nothing_else_is_added(client, log_in, entry, subject):
    log_in("chief")

    assert client.get(add_address(entry, subject)).status_code == 404


@pytest.mark.parametrize("pk", ["0", "x", "99999999999999999999", "7777"])
def test_entry_that_does_not_exist_is_not_found(client, log_in, pk):
    log_in("chief")

    assert client.get(f"/admin/partnerships/partnership/{pk}/add/source/").status_code == 404


def test_draft_is_sent_to_its_form(client, log_in, draft):
    log_in("editor")

    assert client.get(add_address(draft, "source")).url == entry_address(draft)


def test_redacted_entry_takes_nothing(client, log_in, entry):
    ledger.redact(entry, by=None, note_ar="سبب")
    log_in("chief")

    assert add(client, entry, "source", **SOURCE).url == entry_address(entry)
    assert Source.objects.count() == 1


@pytest.mark.parametrize("admin_language", ["ar", "en"])
@pytest.mark.parametrize(
    "subject", ["commitment", "source", "party", "signatory", "amount", "reply", "relation"]
)
def test_page_of_each_kind_opens_in_both_languages(client, log_in, entry, subject, admin_language):
    log_in("editor")
    client.cookies["portal_language"] = admin_language

    assert client.get(add_address(entry, subject)).status_code == 200


def test_source_is_added(client, log_in, entry):
    member = log_in("editor")

    response = add(client, entry, "source", **SOURCE)

    source = Source.objects.get(kind="official_statement")
    assert response.url == f"{entry_address(entry)}#source-{source.pk}"
    assert (source.title_ar, source.title_en) == ("بيان", "Statement")
    change = entry.changes.first()
    assert (change.act, change.by) == (LedgerAct.ADDED, member)


def test_each_kind_is_added(client, log_in, entry):
    log_in("editor")
    company, person, other = make_organization(), make_person(), make_partnership()
    item = entry.commitments.get()
    sent = {
        "commitment": {"nature": "goal", "statement_ar": "هدف", "announced_by": [company.pk]},
        "party": {"organization": company.pk, "role": "discussed_with", "position": 4},
        "signatory": {"person": person.pk, "organization": company.pk, "office_ar": "مدير"},
        "amount": {"value": "7", "currency": "KWD", "stage": "paid", "commitment": item.pk},
        "reply": {"organization": company.pk, "asked_on": "2025-01-01", "commitment": item.pk},
        "relation": {"kind": "renews", "other": other.pk},
    }

    answers = {subject: add(client, entry, subject, **data).status_code for subject, data in sent.items()}

    assert answers == dict.fromkeys(sent, 302)
    assert list(entry.commitments.get(nature="goal").owners.all()) == [company]
    rows = (entry.parties, entry.signatories, entry.amounts, entry.replies, entry.relations)
    assert [rows.count() for rows in rows] == [2, 1, 1, 1, 1]


def test_errors_stand_in_the_form_and_nothing_typed_is_lost(client, log_in, entry):
    log_in("editor")

    response = add(client, entry, "commitment", nature="", statement_ar="ما كتبته", due_earliest="nonsense")
    page = response.content.decode()

    assert response.status_code == 200
    assert "ما كتبته" in page
    assert "nonsense" in page
    assert {"nature", "due_earliest"} <= response.context["parts"][0].form.errors.keys()


@pytest.mark.parametrize(
    ("subject", "data"),
    [
        ("commitment", {"nature": "plan"}),
        ("source", {"kind": "press_report"}),
        ("reply", {"organization": "99999999999999999999", "asked_on": "2025-01-01"}),
        ("amount", {"value": "-1", "currency": "kwd", "stage": "paid"}),
        ("amount", {"value": "9" * 40, "currency": "KWD", "stage": "paid"}),
        ("relation", {"kind": "renews", "other": "x"}),
        ("party", {"organization": "", "role": "party", "position": "99999999999"}),
        ("commitment", {"nature": "plan", "statement_ar": "خطة", "source": "99999999999999999999"}),
    ],
)
def test_bad_input_is_an_error_of_the_form(client, log_in, entry, subject, data):
    log_in("editor")
    changes = entry.changes.count()

    assert add(client, entry, subject, **data).status_code == 200
    assert entry.changes.count() == changes


def test_party_that_stands_there_is_an_error_of_the_form(client, log_in, entry):
    log_in("editor")
    party = entry.parties.get()

    response = add(client, entry, "party", organization=party.organization_id, role=party.role, position=1)

    assert response.status_code == 200
    assert Party.objects.count() == 1


def test_entry_is_not_related_to_itself(client, log_in, entry):
    log_in("editor")

    assert add(client, entry, "relation", kind="renews", other=entry.pk).status_code == 200
    assert not entry.relations.exists()


def test_form_sent_twice_adds_once(client, log_in, entry):
    log_in("editor")
    data = seen(entry) | SOURCE
    client.post(add_address(entry, "source"), data)

    response = client.post(add_address(entry, "source"), data)

    assert response.status_code == 200
    assert Source.objects.filter(kind="official_statement").count() == 1
    assert "perhaps this very act" in response.content.decode()
    again = {"seen": response.context["act"].seen}
    another = SOURCE | {"title_ar": "بيان آخر", "title_en": ""}
    assert client.post(add_address(entry, "source"), another | again).status_code == 302


def test_words_of_a_language_not_held_are_not_added(client, log_in, entry):
    log_in("editor", "ar")

    add(client, entry, "source", **SOURCE)

    assert Source.objects.get(kind="official_statement").title_en is None


@pytest.mark.parametrize("role", ["", "contributor", "translator"])
def test_whoever_has_no_right_replaces_nothing(client, log_in, entry, role):
    log_in(role)

    send(client, "replace", entry.commitments.get(), nature="plan", statement_ar="خطة")

    assert Commitment.objects.count() == 1


def test_only_items_are_replaced(client, log_in, entry):
    log_in("editor")

    assert client.get(act_address("replace", entry.sources.get())).status_code == 404


def test_item_is_replaced_by_a_later_announcement(client, log_in, entry):
    log_in("editor")
    item = entry.commitments.get()
    page = client.get(act_address("replace", item)).content.decode()
    assert item.statement_ar in page

    response = send(client, "replace", item, nature="plan", statement_ar="خطة لاحقة", due_latest="2031-01-01")

    later = Commitment.objects.get(statement_ar="خطة لاحقة")
    assert (later.supersedes, later.number) == (item, 2)
    assert response.url.endswith(f"#commitment-{later.pk}")
    assert send(client, "replace", item, nature="plan", statement_ar="أخرى").status_code == 302
    assert Commitment.objects.count() == 2


def test_replacing_leaves_out_what_one_may_not_write(client, log_in, entry):
    log_in("editor", "ar")
    item = entry.commitments.get()

    assert "statement_en" in fields_of(client.get(act_address("replace", item)))
    send(client, "replace", item, nature="plan", statement_ar="خطة لاحقة")

    assert Commitment.objects.get(statement_ar="خطة لاحقة").statement_en is None
