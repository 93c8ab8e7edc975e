"""The journal of the ledger."""

import pytest

from organizations.partnerships import ledger
from organizations.partnerships.models import Change
from tests.factories import make_partnership

pytestmark = pytest.mark.django_db

CHANGES = "/admin/partnerships/change/"


@pytest.mark.parametrize("role", ["", "contributor", "translator"])
def test_journal_is_for_those_who_work_on_the_ledger(client, log_in, entry, role):
    ledger.check(entry, by=None)
    log_in(role)

    for address in (CHANGES, f"{CHANGES}{Change.objects.first().pk}/change/"):
        assert client.get(address).status_code in {302, 403}


@pytest.mark.parametrize("admin_language", ["ar", "en"])
def test_journal_tells_who_did_what(client, log_in, entry, admin_language):
    member = log_in("editor")
    client.cookies["portal_language"] = admin_language
    item = entry.commitments.get()
    ledger.correct(item, by=member, statement_ar="كما ورد", note_ar="سبب التصحيح")
    change = Change.objects.first()

    page = client.get(CHANGES).content.decode()
    one = client.get(f"{CHANGES}{change.pk}/change/").content.decode()

    assert all(words in page for words in ("سبب التصحيح", member.username, change.get_act_display()))
    assert item.statement_ar in one


def test_journal_of_one_entry(client, log_in, entry):
    ledger.check(entry, by=None)
    ledger.check(make_partnership(), by=None)
    log_in("editor")

    rows = client.get(CHANGES, {"entry": entry.pk}).context["cl"].result_list

    assert {change.partnership for change in rows} == {entry}


@pytest.mark.parametrize("key", ["x", "0", "99999999999999999999", "4242"])
def test_entry_that_does_not_exist_is_no_fault(client, log_in, key):
    log_in("editor")

    assert client.get(CHANGES, {"entry": key}).status_code in {200, 302}


@pytest.mark.parametrize("rows", [1, 5])
def test_list_costs_the_same_for_any_number_of_rows(client, log_in, rows, django_assert_num_queries):
    member = log_in("editor")
    for _ in range(rows):
        ledger.check(make_partnership(), by=member)
    client.get(CHANGES)

    with django_assert_num_queries(7):
        client.get(CHANGES)
