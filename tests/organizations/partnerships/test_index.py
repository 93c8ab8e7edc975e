from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection

from organizations.partnerships.enums import PartnershipKind, Status
from organizations.partnerships.models import Partnership
from organizations.partnerships.views import list as views
from portal.paging import Key, keyed
from tests.explain import explain, sorts
from tests.factories import make_organization, make_partnership
from tests.portal.crawling import read

pytestmark = pytest.mark.django_db


def ledger_links(response):
    """The filters of every link to the list itself."""
    links = [urlsplit(link) for link in read(response).links]
    at_list = [link for link in links if link.path.endswith("/partnerships/")]
    return [{name: value for name, [value] in parse_qs(link.query).items()} for link in at_list]


def test_each_chip_keeps_the_other_filters(client, language):
    make_organization(slug="body")
    asked = {"kind": "programme", "organization": "body", "year": "2024"}

    links = ledger_links(client.get(f"/{language}/partnerships/", asked | {"status": "signed"}))

    for status in Status.values:
        assert asked | {"status": status} in links
    assert asked in links


def test_filters_that_match_nothing_can_be_dropped_one_by_one(client, language):
    make_organization(slug="body", name_ar="جهة", name_en="Body")
    asked = {"kind": "meeting", "status": "signed", "organization": "body", "year": "2024"}

    response = client.get(f"/{language}/partnerships/", asked)
    page, links = response.content.decode(), ledger_links(response)

    for dropped in asked:
        assert {name: value for name, value in asked.items() if name != dropped} in links
    assert {} in links
    words = {
        "ar": ("لا قيد يطابق", "لقاء", "موقَّع", "جهة", "2024"),
        "en": ("No entry matches all", "Meeting", "Signed", "Body", "2024"),
    }
    assert all(word in page for word in words[language])


def test_form_keeps_the_status_that_a_chip_set(client, language):
    page = client.get(f"/{language}/partnerships/?status=active").content.decode()

    assert '<input type="hidden" name="status" value="active">' in page


@pytest.mark.parametrize(
    ("columns", "year", "is_found"),
    [
        ({"signed_on": "2024-01-01", "signed_precision": "year"}, 2024, True),
        ({"signed_on": "2024-12-31", "signed_precision": "day"}, 2024, True),
        ({"announced_on": "2023-12-01", "announced_precision": "month"}, 2024, False),
        ({"held_on": "2024-02-01", "held_precision": "month"}, 2024, True),
        ({}, 1, False),
    ],
)
def test_year_finds_every_kind_of_date_at_any_precision(client, columns, year, is_found):
    make_partnership(make_organization(), **columns)

    response = client.get(f"/en/partnerships/?year={year:04}")

    assert bool(response.context_data["partnerships"]) is is_found


def test_years_and_organizations_to_choose_from_are_those_of_public_entries(client, language):
    party, stranger, secret = make_organization(), make_organization(), make_organization()
    make_partnership(party, signed_on="2021-01-01", signed_precision="year")
    make_partnership(secret, has_source=False, signed_on="2001-01-01", signed_precision="year")

    context = client.get(f"/{language}/partnerships/").context_data

    assert context["organizations"] == [party]
    assert context["years"][-1] == 2021
    assert stranger not in context["organizations"]


def test_too_many_organizations_lead_to_the_directory(client, language, monkeypatch):
    monkeypatch.setattr(views, "MOST_CHOICES", 2)
    asked = make_organization(slug="asked")
    make_partnership(asked, make_organization(), make_organization())

    page = client.get(f"/{language}/partnerships/?organization=asked").content.decode()

    assert "filter-organization" not in page
    assert '<input type="hidden" name="organization" value="asked">' in page
    assert asked.label in page or asked.name_in(language) in page


@pytest.mark.parametrize(
    "query", ["kind=x", "status=x", "organization=nobody", "year=20", "year=0000", "year=٢٠٢٤", "year=99999"]
)
def test_unknown_value_of_a_filter_is_not_found(client, language, query):
    response = client.get(f"/{language}/partnerships/?{query}")

    assert (response.status_code, response["Content-Language"]) == (404, language)


def test_pages_of_the_ledger_lead_to_each_other(client, language):
    make_partnership(make_organization(slug="aaa"), make_organization(slug="bbb"))
    paths = ("", "commitments/", "between/aaa/bbb/")

    for path in paths:
        links = read(client.get(f"/{language}/partnerships/{path}")).links
        assert f"/{language}/partnerships/" in links, path
        assert f"/{language}/partnerships/commitments/" in links, path


@pytest.fixture
def crowd():
    """Enough entries for the planners to have a choice, and few of each organisation."""
    organizations = [make_organization() for _ in range(80)]
    for number in range(240):
        kind, status = PartnershipKind.values[number % 5], Status.values[number // 7 % 6]
        make_partnership(
            organizations[number % 80],
            organizations[(number + 1) % 80],
            kind=kind,
            status="" if kind == "meeting" else status,
            signed_on=f"{2015 + number % 10}-01-01",
            signed_precision="year",
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return organizations[:2]


KEY = Key("number", kind="number")


@pytest.mark.parametrize(
    ("filters", "index"),
    [
        ({}, "partnership_on_record"),
        ({"kind": "programme"}, "partnership_of_kind"),
        ({"status": "signed"}, "partnership_at_status"),
        ({"year": 2020}, "partnership_on_record"),
    ],
)
def test_filters_walk_an_index_and_sort_nothing(crowd, language, filters, index):
    for place, forward in (("", True), ("120~120", True), ("120~120", False)):
        rows = Partnership.objects.public(language).matching(**filters).only("number")
        plan = explain(keyed(rows, KEY, place, forward=forward)[:21])
        assert not sorts(plan), (place, plan)
        assert index in plan or "number" in plan, (place, plan)  # numbers are unique: an index of their own


def test_pair_and_organization_look_their_entries_up(crowd, language):
    first, second = crowd
    public = Partnership.objects.public(language).only("number")

    for rows in (public.of(first), public.between(first, second)):
        plan = explain(rows.order_by("-number", "-pk")[:21])
        assert '"Seq Scan"' not in plan, plan
        assert "SCAN partnerships_party" not in plan, plan
        assert "party_organization" in plan or "party_once_per_role" in plan, plan
