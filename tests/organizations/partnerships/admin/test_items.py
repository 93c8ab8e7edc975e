"""The work list of items to check."""

from datetime import date

import pytest
from time_machine import travel

from organizations.partnerships import ledger
from organizations.partnerships.admin.addresses import act_address, address_of
from tests.factories import make_commitment, make_organization, make_partnership

pytestmark = pytest.mark.django_db

ITEMS = "/admin/partnerships/commitment/"


@pytest.mark.parametrize("role", ["", "contributor", "translator"])
def test_list_is_for_those_who_work_on_the_ledger(client, log_in, role):
    log_in(role)

    assert client.get(ITEMS).status_code in {302, 403}


def test_what_is_to_be_checked_stands_first_and_the_rest_on_demand(client, log_in):
    entry = make_partnership(make_organization())
    undated = make_commitment(entry)
    passed = make_commitment(entry, due_latest=date(2024, 1, 1))
    coming = make_commitment(entry, due_latest=date(2099, 1, 1))
    draft = make_partnership(has_source=False).commitments.create(nature="plan", statement_ar="مسودة")
    log_in("editor")

    assert set(client.get(ITEMS).context["cl"].result_list) == {undated, passed}
    assert client.get(ITEMS).context["cl"].result_list[0] in {undated, passed}
    everything = set(client.get(ITEMS, {"check": "all"}).context["cl"].result_list)
    assert everything == {undated, passed, coming}
    assert draft not in everything
    assert list(client.get(ITEMS, {"date": "passed"}).context["cl"].result_list) == [passed]


@pytest.mark.parametrize("admin_language", ["ar", "en"])
def test_row_has_both_acts_and_one_click_checks(client, log_in, entry, admin_language):
    log_in("editor")
    client.cookies["portal_language"] = admin_language
    item = entry.commitments.get()

    page = client.get(ITEMS).content.decode()

    assert f'formaction="{act_address("check", item)}?next={ITEMS}"' in page
    assert act_address("update", item) in page
    assert client.post(f"{act_address('check', item)}?next={ITEMS}").url == ITEMS
    assert list(client.get(ITEMS).context["cl"].result_list) == []


def test_item_checked_long_ago_comes_back(client, log_in, entry):
    ledger.check(entry, by=None, on=date(2025, 1, 1))

    with travel("2026-06-01", tick=False):
        log_in("editor")
        assert list(client.get(ITEMS).context["cl"].result_list) == [entry.commitments.get()]
    with travel("2025-06-01", tick=False):
        log_in("editor")
        assert list(client.get(ITEMS).context["cl"].result_list) == []


def test_item_is_shown_on_the_screen_of_its_entry(client, log_in, entry):
    log_in("editor")
    item = entry.commitments.get()

    assert client.get(f"{ITEMS}{item.pk}/change/").url == address_of(item)
    assert client.get(f"{ITEMS}99999999999999999999/change/").status_code == 404


@pytest.mark.parametrize("rows", [1, 5])
def test_list_costs_the_same_for_any_number_of_rows(client, log_in, rows, django_assert_num_queries):
    for _ in range(rows):
        make_commitment(make_partnership(make_organization()))
    log_in("editor")
    client.get(ITEMS)

    # The session, the user, two for the rights, the count, the keys and the rows.
    with django_assert_num_queries(7):
        client.get(ITEMS)
