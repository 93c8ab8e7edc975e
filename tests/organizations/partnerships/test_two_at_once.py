"""Two people who act on the ledger at the very same moment, each on a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from threading import Barrier
from time import sleep

import pytest
from django.db import connection, connections

from organizations.partnerships import ledger
from organizations.partnerships.enums import LedgerAct
from organizations.partnerships.models import Commitment, Partnership
from tests.editing import make_member
from tests.factories import make_commitment, make_organization, make_partnership

pytestmark = pytest.mark.django_db(transaction=True)

SAID = {"said_on": date(2025, 5, 1), "note_ar": "ما ورد بعد ذلك"}


@pytest.fixture(autouse=True)
def two_connections():
    if connection.vendor != "postgresql":
        pytest.skip("two writers at one moment need PostgreSQL: SQLite lets one write at a time")


@pytest.fixture
def entry():
    return make_partnership(make_organization(), status="announced")


@pytest.fixture
def at_once(monkeypatch):
    """Run the acts, let none of them lock the entry before all are about to; what each returned or raised."""

    def run(*acts):
        everybody, lock = Barrier(len(acts)), ledger.lock

        def lock_together(thing):
            everybody.wait(timeout=20)
            locked = lock(thing)
            sleep(0.2)  # whoever needs no lock is past it by now
            return locked

        def take(act):
            try:
                return act()
            except ledger.LedgerError as error:
                return error
            finally:
                connections.close_all()

        with monkeypatch.context() as patch, ThreadPoolExecutor(len(acts)) as pool:
            patch.setattr(ledger, "lock", lock_together)
            return list(pool.map(take, acts))

    return run


def refused(results):
    return [result for result in results if isinstance(result, ledger.LedgerError)]


def test_draft_goes_on_the_record_once(entry, at_once):
    draft = make_partnership(has_source=False)
    draft.sources.create(kind="press_report", title_ar="خبر")
    draft.parties.create(organization=make_organization())

    results = at_once(*[partial(ledger.record, draft, by=make_member("editor")) for _ in range(2)])

    assert len(refused(results)) == 1
    assert [change.act for change in draft.changes.all()] == [LedgerAct.RECORDED]


def test_proposal_is_decided_once(entry, at_once):
    proposal = ledger.propose(
        entry, by=make_member("editor"), source=entry.sources.get(), status="signed", **SAID
    )
    confirming, declining = make_member("editor"), make_member("editor")

    results = at_once(
        lambda: ledger.confirm(proposal, by=confirming),
        lambda: ledger.decline(proposal, by=declining, note_ar="لا يكفي المصدر"),
    )

    assert len(refused(results)) == 1
    proposal.refresh_from_db()
    assert (proposal.effective_at is None) != (proposal.declined_at is None)
    status = Partnership.objects.get(pk=entry.pk).status
    assert status == ("signed" if proposal.effective_at else "announced")


def test_item_is_replaced_once(entry, at_once):
    replace = partial(ledger.supersede, make_commitment(entry), nature="plan")

    results = at_once(
        partial(replace, by=make_member("editor"), statement_ar="خطة ثانية"),
        partial(replace, by=make_member("editor"), statement_ar="خطة ثالثة"),
    )

    assert len(refused(results)) == 1
    assert Commitment.objects.exclude(supersedes=None).count() == 1


def test_entries_typed_at_once_get_numbers_of_their_own(at_once):
    before = make_partnership().number
    together = Barrier(4)

    def type_one(_):
        together.wait(timeout=20)
        try:
            return [make_partnership(has_source=False).number for _ in range(5)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        numbers = sorted(number for given in pool.map(type_one, range(4)) for number in given)

    assert numbers == list(range(before + 1, before + 21))
