"""What waits for confirmation: who sees it, who decides it, and what each may do."""

from datetime import date

import pytest
from django.utils import timezone

from organizations.partnerships import ledger
from organizations.partnerships.admin.addresses import act_address, entry_address
from organizations.partnerships.models import Partnership, PartnershipUpdate
from tests.factories import make_commitment, make_organization, make_partnership
from tests.ledger_desk import send

pytestmark = pytest.mark.django_db

WAITING = "/admin/partnerships/partnership/waiting/"


def proposed(entry, by=None, status="ended"):
    return ledger.propose(
        entry, by=by, source=entry.sources.get(), said_on=date(2025, 5, 1), note_ar="ما ورد", status=status
    )


@pytest.mark.parametrize("role", ["", "contributor", "translator"])
def test_whoever_has_no_right_neither_sees_nor_decides(client, log_in, entry, role):
    update = proposed(entry)
    log_in(role)

    assert client.get(WAITING).status_code in {302, 403}
    client.post(act_address("confirm", update))
    send(client, "decline", update)

    assert PartnershipUpdate.objects.pending().count() == 1


@pytest.mark.parametrize("admin_language", ["ar", "en"])
def test_list_says_who_proposes_what(client, log_in, entry, admin_language):
    other = log_in("editor", first_name="Amal", last_name="Saad")
    proposed(entry, other)
    item = make_commitment(entry)
    ledger.propose(
        item, by=other, source=entry.sources.get(), said_on="2025-05-01", note_ar="خبر", status="active"
    )
    log_in("editor")
    client.cookies["portal_language"] = admin_language

    response = client.get(WAITING)
    page = response.content.decode()

    assert [row.about for row in response.context["proposals"]] == [entry, item]
    assert all(row.is_open for row in response.context["proposals"])
    assert all(
        words in page for words in ("Amal Saad", "ما ورد", getattr(item, f"statement_{admin_language}"))
    )


def test_proposer_is_told_why_they_may_not_confirm(client, log_in, entry):
    update = proposed(entry, log_in("editor"))

    page = client.get(WAITING).content.decode()
    client.post(act_address("confirm", update))

    assert "You proposed this" in page
    assert act_address("confirm", update) not in page
    assert Partnership.objects.get().status == "signed"


def test_somebody_else_confirms(client, log_in, entry):
    update = proposed(entry, log_in("editor"))
    log_in("editor")

    response = client.post(act_address("confirm", update))

    assert response.url == WAITING
    assert Partnership.objects.get().status == "ended"
    assert "Nothing waits for confirmation." in client.get(WAITING).content.decode()


def test_what_was_decided_is_decided_once(client, log_in, entry):
    update = proposed(entry)
    ledger.decline(update, by=None)
    log_in("editor")

    assert client.post(act_address("confirm", update)).url == WAITING
    assert send(client, "decline", update).url == WAITING
    assert Partnership.objects.get().status == "signed"
    assert entry.changes.filter(act="declined").count() == 1


def test_decline_leaves_a_note_for_the_desk(client, log_in, entry):
    update = proposed(entry)
    log_in("editor")
    assert client.get(act_address("decline", update)).status_code == 200

    response = send(client, "decline", update, note_ar="لا يقول المصدر ذلك")

    assert response.url == WAITING
    change = entry.changes.first()
    assert (change.act, change.note_ar) == ("declined", "لا يقول المصدر ذلك")
    assert not type(change).objects.public().filter(pk=change.pk).exists()


def test_decision_is_never_a_link(client, log_in, entry):
    update = proposed(entry)
    log_in("editor")

    assert client.get(act_address("confirm", update)).status_code == 405
    assert client.post(act_address("confirm", entry.sources.get())).status_code == 404
    assert client.get(act_address("decline", entry.sources.get())).status_code == 404


@pytest.mark.parametrize("rows", [1, 5])
def test_list_costs_the_same_for_any_number_of_rows(client, log_in, rows, django_assert_num_queries):
    other = log_in("editor")
    for _ in range(rows):
        entry = make_partnership(make_organization(), status="signed")
        proposed(entry, other)
        ledger.propose(
            make_commitment(entry),
            by=other,
            source=entry.sources.get(),
            said_on="2025-05-01",
            note_ar="خبر",
            status="active",
        )
    log_in("editor")
    client.get(WAITING)

    # The session, the user, two for the rights, and one for each kind of update, and for
    # what was declined.
    with django_assert_num_queries(8):
        client.get(WAITING)


@pytest.mark.parametrize("what", ["entry", "item"])
def test_proposal_of_what_was_redacted_waits_no_more(client, log_in, entry, what):
    item = entry.commitments.get()
    thing = item if what == "item" else entry
    said = {"source": entry.sources.get(), "said_on": "2025-05-01", "note_ar": "خبر"}
    update = ledger.propose(thing, by=log_in("editor"), status="ended", **said)
    ledger.redact(update, by=None, note_ar="سبب")
    log_in("chief")

    assert client.get(WAITING).context["proposals"] == []
    assert client.get(entry_address(entry)).context["record"].waiting == []
    assert not type(update).objects.pending().exists()


def test_redacted_row_of_an_import_does_not_wait(entry):
    update = PartnershipUpdate(partnership=entry, source=entry.sources.get(), said_on=date(2025, 5, 1))
    ledger.add_redacted(update, by=None, at=timezone.now(), note_ar="سبب")

    assert not PartnershipUpdate.objects.pending().exists()


@pytest.mark.parametrize("what", ["entry", "item"])
def test_confirmation_names_the_status_that_stands_now(client, log_in, entry, what):
    thing = entry if what == "entry" else entry.commitments.get()
    said = {"source": entry.sources.get(), "said_on": "2025-05-01", "note_ar": "خبر"}
    update = ledger.propose(thing, by=log_in("editor"), status="ended", **said)
    log_in("editor")

    client.post(act_address("confirm", update))

    assert "“ended”" in client.get(WAITING).content.decode()


def test_proposer_reads_why_it_was_declined(client, log_in, entry):
    proposer = log_in("editor")
    update = proposed(entry, proposer)
    log_in("editor", first_name="Amal")
    send(client, "decline", update, note_en="The source does not say so")
    client.force_login(proposer)

    for address in (WAITING, entry_address(entry), f"/admin/partnerships/change/?entry={entry.pk}"):
        assert "The source does not say so" in client.get(address).content.decode(), address


def test_proposer_takes_their_proposal_back(client, log_in, entry):
    update = proposed(entry, log_in("editor"))
    assert act_address("decline", update) in client.get(WAITING).content.decode()
    assert "Take the proposal back" in client.get(act_address("decline", update)).content.decode()

    response = send(client, "decline", update)

    assert response.url == WAITING
    assert not PartnershipUpdate.objects.pending().exists()
    assert client.get(WAITING).context["declined"] == []


@pytest.mark.parametrize("role", ["contributor", "translator"])
def test_nobody_is_led_to_pages_that_are_closed_to_them(client, log_in, entry, role):
    proposed(entry)
    log_in(role)

    page = client.get(entry_address(entry)).content.decode()

    assert WAITING not in page
    assert "/admin/partnerships/change/" not in page
