"""What every answer of the open data has in common: read only, the same for everyone, errors in JSON."""

import json

import pytest
from django.db import OperationalError

from organizations.partnerships import api as ledger_api
from portal.api.views import description
from tests.factories import make_commitment, make_organization, make_partnership

pytestmark = pytest.mark.django_db

LONG = "a" * 10_000
HOSTILE = ["%00", "a%00b", "%ff", "%c3%28", "%ed%a0%80", "..%2f..", "%0d%0aSet-Cookie:x", LONG, "9" * 400,
           "0", "-1", "1e9", "null", "<script>", "²", "١", "002-", "-3", "0-0", "9999999-1", "1-99999",
           "1-9999999"]  # fmt: skip
PARAMETERS = ["limit", "before", "after", "since", "kind", "status", "organization", "year", "lang"]


@pytest.fixture
def entry():
    entry = make_partnership(make_organization())
    make_commitment(entry)
    return entry


@pytest.fixture
def addresses(entry):
    return [
        "/api/v1/partnerships",
        f"/api/v1/partnerships/{entry.slug}",
        "/api/v1/commitments",
        f"/api/v1/commitments/{entry.number:03d}-1",
        f"/api/v1/organizations/{entry.organizations.get().slug}",
        "/api/v1/changes",
        "/api/v1/partnerships.csv",
        "/api/v1/commitments.csv",
        "/api/v1/partnerships.json",
        "/api/v1/openapi.json",
        "/api/v1/docs",
        "/api/v1/organizations",
        "/api/v1/people",
        "/api/v1/articles",
        "/api/v1/topics",
        "/api/v1/authors",
        "/api/v1/search?q=memorandum",
    ]


def test_answer_is_public_and_the_same_for_everyone(client, addresses):
    for address in addresses:
        plain = _content(client.get(address))
        client.cookies["session"] = client.cookies["csrf"] = "damaged"
        client.cookies["portal_language"] = "en"
        response = client.get(address, headers={"accept-language": "en"})

        assert response.status_code == 200, address
        assert _content(response) == plain, address
        assert response["Cache-Control"].startswith("public, max-age=0, s-maxage=300"), address
        assert response["Access-Control-Allow-Origin"] == "*", address
        assert (response.cookies, response["Vary"]) == ({}, "Accept-Encoding"), address
        client.cookies.clear()


def test_unchanged_answer_is_a_304(client, addresses):
    for address in addresses:
        first = client.get(address)
        again = client.get(address, headers={"if-none-match": first["ETag"]})

        assert (again.status_code, _content(again)) == (304, b""), address
        assert again["Access-Control-Allow-Origin"] == "*", address
        for name in ("Cache-Control", "ETag", "Vary"):
            assert again[name] == first[name], f"{address}: a cache takes {name} over from a 304"
        assert "Content-Language" not in again, address


def test_changed_ledger_is_sent_again(client, entry, addresses):
    before = {address: client.get(address)["ETag"] for address in addresses[:4] + addresses[5:9]}
    make_commitment(entry)
    make_organization(name_ar="غيرها").save()

    kept = [address for address, etag in before.items() if client.get(address)["ETag"] == etag]

    assert kept == [f"/api/v1/commitments/{entry.number:03d}-1"]


def test_head_says_what_get_says(client, addresses):
    for address in addresses:
        get, head = client.get(address), client.head(address)
        assert (head.status_code, head["ETag"], head["Content-Type"]) == (
            200,
            get["ETag"],
            get["Content-Type"],
        )
        assert _content(head) == b"", address


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_data_is_only_read(client, addresses, method):
    for address in addresses:
        response = getattr(client, method)(address)
        _assert_problem(response, 405)
        assert response["Allow"] == "GET, HEAD"


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v2/partnerships", "/api/v1/nothing", "/api/v1/partnerships/no/such"]
)
def test_unknown_address_is_answered_in_json(client, path):
    _assert_problem(client.get(path), 404)
    assert "السجل" in json.loads(client.get(path + "?lang=ar").content)["title"]
    assert client.get(path + "?lang=ar")["Content-Language"] == "ar"


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: value[:20])
def test_hostile_paths_and_parameters_are_refused_in_json(client, entry, value):
    paths = [f"/api/v1/{noun}/{value}" for noun in ("partnerships", "commitments", "organizations")]
    paths += [f"/api/v1/{noun}?{name}={value}" for noun in ("partnerships", "commitments", "changes",
              "partnerships.csv") for name in PARAMETERS]  # fmt: skip
    for path in paths:
        response = client.get(path)
        if response.status_code not in {200, 301}:
            _assert_problem(response, response.status_code)
            assert 400 <= response.status_code < 500, path[:100]


@pytest.mark.parametrize("limit", ["0", "-1", "101", "1e9", "1000000000", "9" * 40, "x", "1.5"])
def test_size_of_a_part_is_bounded(client, entry, limit):
    response = client.get(f"/api/v1/partnerships?limit={limit}")

    _assert_problem(response, 400)
    assert "limit" in response.json()["detail"]


def test_unknown_value_of_a_filter_is_a_404_in_the_language_asked_for(client, entry):
    response = client.get("/api/v1/partnerships?kind=pact&lang=ar")

    _assert_problem(response, 404)
    assert "kind" in response.json()["detail"]
    assert response["Content-Language"] == "ar"


def test_query_with_thousands_of_parts_is_refused(client):
    _assert_problem(client.get("/api/v1/partnerships?" + "&" * 5000), 414)


def test_database_that_is_away_is_answered_in_json(client, monkeypatch):
    def fail(*arguments, **named):
        raise OperationalError

    monkeypatch.setattr(ledger_api, "page_by_key", fail)
    response = client.get("/api/v1/changes")

    _assert_problem(response, 503)
    assert response["Retry-After"]


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/api/v1/partnerships/?kind=alliance", "/api/v1/partnerships?kind=alliance"),
        ("/api/v1/commitments/002-3/", "/api/v1/commitments/002-3"),
        ("/ar/api/v1/changes?since=2026-01-01", "/api/v1/changes?since=2026-01-01"),
        ("/en/api/v1/docs", "/api/v1/docs"),
    ],
)
def test_other_spellings_of_an_address_lead_to_it_for_good(client, path, target):
    response = client.get(path)

    assert (response.status_code, response["Location"]) == (301, target)


def test_description_names_every_document(client):
    described = client.get("/api/v1/openapi.json").json()

    assert described == json.loads(json.dumps(description()))
    assert described["openapi"].startswith("3.1")
    lists = described["paths"]["/api/v1/partnerships"]["get"]
    assert {parameter["name"] for parameter in lists["parameters"]} == {*PARAMETERS, "fields"} - {"since"}
    shapes = described["components"]["schemas"]
    assert {"Partnership", "BriefPartnership", "Milestone", "OrganizationDocument"} <= shapes.keys()


def test_reference_is_a_page_of_our_own(client):
    response = client.get("/api/v1/docs")
    page = response.content.decode()

    assert "GET /api/v1/commitments/{code}" in page
    assert "unsafe-inline" not in response["Content-Security-Policy"]
    assert "//cdn" not in page
    assert response["X-Robots-Tag"] == "noindex"


def test_page_of_the_data_names_every_address(client, language, entry):
    page = client.get(f"/{language}/data/")
    text = page.content.decode()

    assert page.status_code == 200
    assert [path for path in description()["paths"] if path not in text] == []
    assert f'href="/{language}/data/"' in client.get(entry.url_in(language)).content.decode()


def _assert_problem(response, status):
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json; charset=utf-8"
    assert response.json()["status"] == status
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies


def _content(response):
    return b"".join(response.streaming_content) if response.streaming else response.content
