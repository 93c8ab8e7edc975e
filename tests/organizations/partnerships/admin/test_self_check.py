"""What the ledger lacks: on its page, for the desk, and in the command."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from time_machine import travel

from organizations.partnerships import ledger
from organizations.partnerships.admin.addresses import address_of
from organizations.partnerships.models import PartnershipUpdate
from organizations.partnerships.self_check import findings, numbers
from tests.factories import make_commitment, make_organization, make_partnership, make_person

pytestmark = pytest.mark.django_db

PAGE = "/admin/partnerships/partnership/self-check/"


def found(**options):
    return {finding.name: list(finding.rows) for finding in findings(**options) if finding.rows.exists()}


@pytest.fixture
def in_order():
    """An entry of which nothing is to be said."""
    entry = make_partnership(make_organization())
    make_commitment(entry)
    ledger.check(entry, by=None)
    return entry


def test_ledger_in_order_lacks_nothing(in_order):
    assert found() == {}


def test_entry_without_a_source_that_still_stands(in_order):
    draft = make_partnership(make_organization(), has_source=False)
    ledger.redact(in_order.sources.get(), by=None, note_ar="سبب")

    assert found()["without_source"] == [in_order, draft]


def test_entry_without_a_party(in_order):
    alone = make_partnership()

    assert found() == {"without_party": [alone]}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_words_in_one_language_alone(in_order, language):
    missing = {f"name_{language}": None}
    organization, person = make_organization(**missing), make_person(**missing)
    untitled = make_partnership(make_organization(), **{f"title_{language}": None})
    unstated = make_commitment(in_order, **{f"statement_{language}": None})
    ledger.check(in_order, by=None)

    assert found() == {
        "organizations": [organization],
        "people": [person],
        "untitled": [untitled],
        "unstated": [unstated],
    }


def test_redacted_things_lack_nothing(in_order):
    ledger.redact(in_order, by=None, note_ar="سبب")

    assert found() == {}


def test_items_that_somebody_should_look_at():
    entry = make_partnership(make_organization())
    passed = make_commitment(entry, due_latest=date(2024, 1, 1))
    undated = make_commitment(entry)

    assert found() == {"passed": [passed], "unchecked": [undated]}
    ledger.check(entry, by=None, on=timezone.localdate() - timedelta(days=20))
    assert found() == {}
    assert found(days=10) == {"unchecked": [undated]}


def test_proposals_that_wait_too_long(in_order):
    item = in_order.commitments.get()
    said = {"source": in_order.sources.get(), "said_on": date(2025, 1, 1), "note_ar": "خبر"}
    with travel(timezone.now() - timedelta(days=5)):
        of_entry = ledger.propose(in_order, by=None, status="ended", **said)
        of_item = ledger.propose(item, by=None, status="ended", **said)

    assert found() == {}
    assert found(pending_days=3) == {"entry_proposals": [of_entry], "item_proposals": [of_item]}
    ledger.confirm(of_entry, by=None)
    assert PartnershipUpdate.objects.pending().count() == 0
    assert found(pending_days=3) == {"item_proposals": [of_item]}


def test_records_that_may_be_one_are_named_with_why(client, log_in, in_order):
    log_in("editor")
    make_organization(name_ar="هيئة الاتصالات", name_en=None)
    second = make_organization(name_ar="هيئة الإتصالات", name_en="Regulator")

    page = client.get(PAGE).content.decode()

    assert "Organisations that may be one" in page
    assert address_of(second) in page


def test_merged_records_lack_nothing(in_order):
    kept = make_organization()
    make_organization(name_en=None, merged_into=kept, merged_at=timezone.now())

    assert found() == {}


def test_numbers_are_capped_and_cost_one_query(in_order, django_assert_num_queries):
    for _ in range(4):
        make_person(name_en=None)

    asked = findings()
    with django_assert_num_queries(1):
        counted = numbers(asked, 3)

    assert counted == {"people": 3}


@pytest.mark.parametrize("role", ["", "contributor", "translator"])
def test_page_is_for_those_who_work_on_the_ledger(client, log_in, role):
    log_in(role)

    assert client.get(PAGE).status_code in {302, 403}


@pytest.mark.parametrize("admin_language", ["ar", "en"])
def test_page_leads_to_what_is_to_be_mended(client, log_in, in_order, admin_language):
    log_in("editor")
    client.cookies["portal_language"] = admin_language
    person = make_person(name_en=None)
    item = make_commitment(in_order, due_latest=date(2024, 1, 1))

    page = client.get(PAGE).content.decode()

    assert address_of(person) in page
    assert address_of(item) in page


def test_page_in_order_says_so(client, log_in, in_order):
    log_in("editor")

    assert "Nothing to mend in the ledger." in client.get(PAGE).content.decode()


@pytest.mark.parametrize("rows", [1, 5])
def test_page_costs_the_same_for_any_number_of_rows(client, log_in, rows, django_assert_num_queries):
    log_in("editor")
    for _ in range(rows):
        entry = make_partnership(title_en=None)
        make_commitment(entry, statement_en=None)
        make_person(name_en=None)
        make_organization(name_en=None)
    client.get(PAGE)

    # The session, the user, two for the rights, one for each question, and four for the names of each model.
    with django_assert_num_queries(4 + len(findings()) + 8):
        client.get(PAGE)


def test_command_reports_by_finding_and_ends_with_status_1(in_order, capsys):
    person = make_person(name_en=None, name_ar="فلان")

    with pytest.raises(SystemExit) as ending:
        call_command("check_ledger")

    report = capsys.readouterr().out
    assert ending.value.code == 1
    assert "People without a name in one language (1)" in report
    assert f"فلان  {address_of(person)}" in report


def test_command_shows_no_more_than_it_is_asked_for(in_order, capsys):
    for _ in range(3):
        make_person(name_en=None)

    with pytest.raises(SystemExit):
        call_command("check_ledger", "--most", "2")

    assert "(2+)" in capsys.readouterr().out


def test_command_on_a_ledger_in_order_ends_well(in_order, capsys):
    call_command("check_ledger", "--days", "30")

    assert "Nothing to mend in the ledger." in capsys.readouterr().out


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999999999"])
def test_command_takes_only_numbers_that_make_sense(number):
    with pytest.raises(CommandError):
        call_command("check_ledger", f"--days={number}")
