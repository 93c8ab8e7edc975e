"""Correcting what was recorded wrongly, and redacting what may not stand there."""

import pytest

from organizations.partnerships import ledger
from organizations.partnerships.admin.addresses import act_address, entry_address
from organizations.partnerships.models import Commitment, Partnership, Source
from tests.factories import make_organization
from tests.ledger_desk import NOTE, WHY, fields_of, send

pytestmark = pytest.mark.django_db


def item_form(item, **changes):
    return {
        "nature": item.nature,
        "statement_ar": item.statement_ar,
        "statement_en": item.statement_en,
    } | changes


@pytest.mark.parametrize("role", ["", "contributor", "translator"])
def test_whoever_has_no_right_corrects_nothing(client, log_in, entry, role):
    log_in(role)
    item = entry.commitments.get()

    answer = send(client, "correct", item, **item_form(item, statement_ar="غير ذلك"), **WHY)

    assert answer.status_code in {302, 403}
    assert Commitment.objects.get().statement_ar == item.statement_ar


def test_correction_needs_a_public_note(client, log_in, entry):
    log_in("editor")
    item = entry.commitments.get()

    response = send(client, "correct", item, **item_form(item, statement_ar="ما كتبته"))

    assert response.status_code == 200
    assert "ما كتبته" in response.content.decode()
    assert Commitment.objects.get().statement_ar == item.statement_ar


def test_correction_keeps_what_it_said_before(client, log_in, entry):
    log_in("editor")
    item, owner = entry.commitments.get(), make_organization()
    changed = item_form(item, statement_ar="كما ورد", announced_by=[owner.pk])

    response = send(client, "correct", item, **changed, **WHY)

    assert response.url == f"{entry_address(entry)}#commitment-{item.pk}"
    assert Commitment.objects.get().statement_ar == "كما ورد"
    assert list(item.owners.all()) == [owner]
    change = entry.changes.first()
    assert change.before == {"statement_ar": item.statement_ar, "owners": []}
    assert (change.note_ar, change.note_en) == (NOTE["note_ar"], NOTE["note_en"])


def test_correction_of_nothing_says_so(client, log_in, entry):
    log_in("editor")
    item = entry.commitments.get()
    changes = entry.changes.count()

    response = send(client, "correct", item, **item_form(item), **WHY)

    assert response.status_code == 200
    assert response.context["parts"][0].form.non_field_errors()
    assert entry.changes.count() == changes


def test_entry_is_corrected_but_for_its_status_and_address(client, log_in, entry):
    log_in("editor")
    assert not {"status", "slug", "number"} & fields_of(client.get(act_address("correct", entry)))
    data = {"kind": entry.kind, "title_ar": "كما ورد", "title_en": entry.title_en, "status": "ended"}

    response = send(client, "correct", entry, **data, slug="other", **WHY)

    assert response.status_code == 302
    stored = Partnership.objects.get()
    assert (stored.title_ar, stored.status, stored.slug) == ("كما ورد", "signed", entry.slug)


def test_date_without_its_precision_is_an_error_of_the_form(client, log_in, entry):
    log_in("editor")
    data = {"kind": entry.kind, "title_ar": entry.title_ar, "title_en": entry.title_en}

    assert send(client, "correct", entry, **data, signed_on="2025-01-01", **WHY).status_code == 200
    assert Partnership.objects.get().signed_on is None


def test_update_is_corrected_but_for_its_status(client, log_in, entry):
    log_in("editor")
    update = ledger.propose(
        entry.commitments.get(), by=None, source=entry.sources.get(), said_on="2025-01-01", note_ar="خبر"
    )
    data = {"said_on": "2025-02-01", "said_precision": "month", "note_ar": "خبر", "value": "4"}

    response = send(
        client, "correct", update, source=entry.sources.get().pk, status="completed", **data, **WHY
    )

    assert response.status_code == 302
    update = type(update).objects.get()
    assert (str(update.said_on), update.value, update.status) == ("2025-02-01", 4, "")


def test_words_of_a_language_not_held_stay(client, log_in, entry):
    log_in("editor", "ar")
    item = entry.commitments.get()
    changed = item_form(item, statement_ar="كما ورد", statement_en="Changed")

    response = send(client, "correct", item, **changed, **WHY)

    assert response.status_code == 302
    stored = Commitment.objects.get()
    assert (stored.statement_ar, stored.statement_en) == ("كما ورد", item.statement_en)
    assert entry.changes.first().note_en is None


def test_what_changed_meanwhile_is_looked_at_first(client, log_in, entry):
    log_in("editor")
    item = entry.commitments.get()
    data = {"seen": Partnership.objects.get().touched_at.isoformat()}
    ledger.correct(item, by=None, statement_ar="تصحيح آخر", note_ar="سبب")

    response = client.post(act_address("correct", item), data | item_form(item, statement_ar="كما ورد") | WHY)

    assert response.status_code == 200
    assert "كما ورد" in response.content.decode()
    assert Commitment.objects.get().statement_ar == "تصحيح آخر"


@pytest.mark.parametrize(
    ("subject", "row"), [("x", "1"), ("source", "x"), ("source", "99999999999999999999")]
)
def test_row_that_does_not_exist_is_not_found(client, log_in, entry, subject, row):
    log_in("chief")

    address = f"/admin/partnerships/partnership/{entry.pk}/rows/{subject}/{row}/correct/"
    assert client.get(address).status_code == 404


def test_row_of_another_entry_is_not_found(client, log_in, entry, draft):
    log_in("chief")
    source = draft.sources.get()

    address = f"/admin/partnerships/partnership/{entry.pk}/rows/source/{source.pk}/correct/"
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("role", ["", "contributor", "translator", "editor"])
def test_redaction_is_the_chiefs(client, log_in, entry, role):
    log_in(role)

    assert send(client, "redact", entry.sources.get(), **NOTE).status_code in {302, 403}
    assert not Source.objects.get().is_redacted


def test_redaction_needs_a_public_reason(client, log_in, entry):
    log_in("chief")

    assert send(client, "redact", entry.sources.get()).status_code == 200
    assert not Source.objects.get().is_redacted


def test_redaction_takes_the_words_and_leaves_the_reason(client, log_in, entry):
    log_in("chief")
    item = entry.commitments.get()
    page = client.get(act_address("redact", item)).content.decode()
    assert item.statement_ar in page

    send(client, "redact", item, **NOTE)

    stored = Commitment.objects.get()
    assert (stored.statement_ar, stored.redaction.note_en) == (None, NOTE["note_en"])
    shown = client.get(entry_address(entry)).content.decode()
    assert NOTE["note_en"] in shown
    assert item.statement_ar not in shown
    assert send(client, "redact", item, **NOTE).url == f"{entry_address(entry)}#commitment-{item.pk}"
    assert entry.changes.filter(act="redacted").count() == 1


def test_entry_is_redacted_with_its_rows(client, log_in, entry):
    log_in("chief")

    send(client, "redact", entry, **NOTE)

    assert Partnership.objects.get().is_redacted
    assert Source.objects.get().is_redacted
    assert send(client, "redact", entry, **NOTE).status_code == 302


@pytest.mark.parametrize(
    ("what", "told"), [("entry", "Its address stays"), ("item", "Its updates, replies and amounts of money")]
)
def test_redact_page_says_what_goes_and_what_stays(client, log_in, entry, what, told):
    log_in("chief")
    thing = entry if what == "entry" else entry.commitments.get()

    assert told in client.get(act_address("redact", thing)).content.decode()
