"""Recording an update, and noting that there is nothing new."""

import pytest
from django.utils import timezone

from organizations.partnerships import ledger
from organizations.partnerships.admin.addresses import act_address, entry_address
from organizations.partnerships.models import (
    Commitment,
    CommitmentUpdate,
    Partnership,
    PartnershipUpdate,
    Source,
)
from tests.ledger_desk import add, send

pytestmark = pytest.mark.django_db

SAID = {"said_on": "2025-05-01", "said_precision": "day", "note_ar": "ما ورد بعد ذلك"}
NEW_SOURCE = {"new-kind": "press_report", "new-title_ar": "خبر جديد"}


@pytest.mark.parametrize("role", ["", "contributor", "translator"])
def test_whoever_has_no_right_neither_updates_nor_checks(client, log_in, entry, role):
    log_in(role)
    item = entry.commitments.get()

    send(client, "update", item, **SAID, source=entry.sources.get().pk)
    client.post(act_address("check", item))

    assert not CommitmentUpdate.objects.exists()
    assert Commitment.objects.get().last_checked_on is None


@pytest.mark.parametrize("admin_language", ["ar", "en"])
@pytest.mark.parametrize("of", ["entry", "item"])
def test_page_opens_in_both_languages(client, log_in, entry, of, admin_language):
    log_in("editor")
    client.cookies["portal_language"] = admin_language
    thing = entry if of == "entry" else entry.commitments.get()

    assert client.get(act_address("update", thing)).status_code == 200


def test_update_of_an_item_with_a_new_source_stands_at_once(client, log_in, entry):
    member = log_in("editor")
    item = entry.commitments.get()

    response = send(client, "update", item, **SAID, **NEW_SOURCE, value="3")

    assert response.url == f"{entry_address(entry)}#commitment-{item.pk}"
    update = CommitmentUpdate.objects.get()
    assert (update.value, update.source.title_ar, update.proposed_by) == (3, "خبر جديد", member)
    assert update.note_ar in client.get(entry_address(entry)).content.decode()


def test_new_status_is_only_proposed(client, log_in, entry):
    log_in("editor")

    response = send(client, "update", entry, **SAID, source=entry.sources.get().pk, status="ended")

    assert response.status_code == 302
    assert Partnership.objects.get().status == "signed"
    assert PartnershipUpdate.objects.pending().count() == 1
    assert "waits for confirmation" in client.get(entry_address(entry)).content.decode()


def test_errors_stand_beside_the_fields_and_nothing_is_lost(client, log_in, entry):
    log_in("editor")

    data = SAID | NEW_SOURCE | {"said_on": "nonsense", "new-url": "javascript:x"}
    response = send(client, "update", entry, **data)
    page = response.content.decode()

    assert response.status_code == 200
    form, source = (part.form for part in response.context["parts"])
    assert (list(form.errors), list(source.errors)) == (["said_on"], ["url"])
    assert all(words in page for words in ("ما ورد بعد ذلك", "خبر جديد", "nonsense", "javascript:x"))


def test_update_without_a_note_is_an_error_of_the_form(client, log_in, entry):
    log_in("editor")

    response = send(client, "update", entry, **SAID | {"note_ar": ""}, source=entry.sources.get().pk)

    assert response.status_code == 200
    assert response.context["parts"][0].form.non_field_errors()


def test_update_sent_twice_stands_once(client, log_in, entry):
    log_in("editor")
    data = {"seen": Partnership.objects.get().touched_at.isoformat()} | SAID | NEW_SOURCE
    address = act_address("update", entry.commitments.get())

    answers = [client.post(address, data).status_code for _ in range(2)]

    assert answers == [302, 200]
    assert CommitmentUpdate.objects.count() == 1


def test_replaced_item_takes_no_update(client, log_in, entry):
    log_in("editor")
    item = entry.commitments.get()
    ledger.supersede(item, by=None, nature="plan", statement_ar="خطة لاحقة")

    assert send(client, "update", item, **SAID, **NEW_SOURCE).status_code == 302
    assert not CommitmentUpdate.objects.exists()


def test_only_entries_and_items_are_updated_and_checked(client, log_in, entry):
    log_in("editor")
    source = entry.sources.get()

    assert client.get(act_address("update", source)).status_code == 404
    assert client.post(act_address("check", source)).status_code == 404


def test_check_is_one_click_and_never_a_link(client, log_in, entry):
    log_in("editor")
    item = entry.commitments.get()
    assert client.get(act_address("check", item)).status_code == 405

    response = client.post(act_address("check", item))

    assert response.url == f"{entry_address(entry)}#commitment-{item.pk}"
    assert Commitment.objects.get().last_checked_on == timezone.localdate()


def test_check_leads_back_to_our_pages_only(client, log_in, entry):
    log_in("editor")
    address = act_address("check", entry)

    assert client.post(f"{address}?next=/admin/").url == "/admin/"
    assert client.post(f"{address}?next=https://example.com/").url == entry_address(entry)


def test_draft_and_redacted_entries_are_not_checked(client, log_in, entry, draft):
    log_in("editor")
    ledger.redact(entry, by=None, note_ar="سبب")

    for thing in (draft, entry):
        assert client.post(act_address("check", thing)).status_code == 302
    assert not Partnership.objects.exclude(last_checked_on=None).exists()


@pytest.mark.parametrize(
    ("known", "again"),
    [
        ({"url": "https://www.example.com/news/"}, {"new-url": "http://example.com/news"}),
        (
            {"title_ar": "خبر جديد", "publisher_ar": "كونا", "published_on": "2025-04-01"},
            {"new-publisher_ar": "كونا", "new-published_on": "2025-04-01", "new-published_precision": "day"},
        ),
    ],
)
def test_source_described_twice_is_refused_and_named(client, log_in, entry, known, again):
    log_in("editor")
    columns = {"kind": "press_report", "title_ar": "الخبر الأول", "published_precision": "day"} | known
    first = ledger.add(Source(partnership=entry, **columns), by=None)

    response = send(client, "update", entry, **SAID, **NEW_SOURCE, **again)

    assert response.status_code == 200
    assert first.title_ar in str(response.context["parts"][1].form.non_field_errors())
    ledger.redact(first, by=None, note_ar="سبب")
    assert send(client, "update", entry, **SAID, **NEW_SOURCE, **again).status_code == 302


def test_source_added_twice_is_refused_with_the_way_to_it(client, log_in, entry):
    log_in("editor")
    again = {"kind": "press_report", "title_ar": "خبر أول", "url": "https://example.com/a", "read_on": ""}
    add(client, entry, "source", **again)

    response = add(client, entry, "source", **again | {"title_ar": "عنوان آخر"})

    assert response.status_code == 200
    assert f"#source-{entry.sources.last().pk}" in response.content.decode()
    assert entry.sources.count() == 2


@pytest.mark.parametrize("status", ["", "ended"])
def test_update_that_stands_or_waits_already_is_refused(client, log_in, entry, status):
    log_in("editor")
    said = SAID | {"status": status, "source": entry.sources.get().pk}
    send(client, "update", entry, **said)

    again = send(client, "update", entry, **said)

    assert "This update is recorded already." in again.content.decode()
    assert entry.updates.count() == 1
    assert send(client, "update", entry, **said | {"note_ar": "غير ذلك"}).status_code == 302
    assert send(client, "update", entry.commitments.get(), **said).status_code == 302


def test_declined_update_may_be_proposed_again(client, log_in, entry):
    log_in("editor")
    said = SAID | {"status": "ended", "source": entry.sources.get().pk}
    send(client, "update", entry, **said)
    ledger.decline(entry.updates.get(), by=None)

    assert send(client, "update", entry, **said).status_code == 302
