import pytest
from django.db import connection

from organizations.models import Organization
from organizations.partnerships.models import Partnership
from portal.paging import Key, keyed
from tests.explain import explain, sorts
from tests.factories import make_organization, make_partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd():
    """Enough rows for the planners to have a choice; the entries of one organisation are a few of many."""
    organizations = [make_organization() for _ in range(40)]
    for number in range(120):
        make_partnership(organizations[number % 40], organizations[(number + 1) % 40])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return organizations[0]


def test_directory_walks_an_index_and_sorts_nothing(crowd, language):
    key = Key(f"sort_key_{language}", kind="bytes", descending=False)
    cursor = key.encode(Organization.objects.in_directory_order(language)[20])

    for place, forward in (("", True), (cursor, True), (cursor, False)):
        plan = explain(keyed(Organization.objects.named_in(language), key, place, forward=forward)[:21])
        assert not sorts(plan), (place, plan)
        assert f"organization_directory_{language}" in plan, plan


def test_ledger_walks_the_numbers_and_sorts_nothing(crowd, language):
    key = Key("number", kind="number")

    for place in ("", "60~60"):
        rows = Partnership.objects.public(language).for_rows()
        plan = explain(keyed(rows, key, place, forward=True)[:21])
        assert not sorts(plan.replace("TEMP B-TREE FOR count(DISTINCT)", "")), (place, plan)


def test_entries_of_an_organization_are_not_sorted(crowd, language):
    plan = explain(crowd.roles.entries(language).newest_first().for_rows()[:12])

    assert not sorts(plan.replace("TEMP B-TREE FOR count(DISTINCT)", "")), plan
