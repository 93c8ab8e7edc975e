"""How often a client may ask, and what is said of it."""

import pytest

from portal.api import middleware
from portal.limits import Limit
from tests.factories import make_topic

pytestmark = pytest.mark.django_db

PATH = "/api/v1/topics"


@pytest.fixture(autouse=True)
def three_a_minute(settings, monkeypatch):
    settings.API_REQUESTS_PER_MINUTE = 3
    monkeypatch.setattr(middleware, "asked", Limit())


@pytest.fixture
def clock(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr("portal.limits.monotonic", lambda: now[0])
    return now


def test_what_is_left_is_counted_down_and_then_refused_until_the_minute_ends(client, clock):
    told = []
    for _ in range(4):
        response = client.get(PATH)
        told.append((response.status_code, response["RateLimit"]))
        clock[0] += 10

    assert response["RateLimit-Policy"] == '"documents";q=3;w=60'
    assert told == [
        (200, '"documents";r=2;t=60'),
        (200, '"documents";r=1;t=50'),
        (200, '"documents";r=0;t=40'),
        (429, '"documents";r=0;t=30'),
    ]
    assert (response["Retry-After"], response["Cache-Control"]) == ("30", "no-store")
    assert response.json()["status"] == 429
    clock[0] += 20
    assert client.get(PATH).status_code == 200


def test_clients_are_counted_apart_and_a_forged_address_counts_for_nothing(client, settings):
    for _ in range(3):
        client.get(PATH)

    assert client.get(PATH, headers={"x-forwarded-for": "203.0.113.9"}).status_code == 429
    assert client.get(PATH, REMOTE_ADDR="203.0.113.9").status_code == 200
    settings.BEHIND_PROXY = True
    assert client.get(PATH, headers={"x-forwarded-for": "1.1.1.1, 203.0.113.8"}).status_code == 200


def test_counting_changes_neither_the_copy_nor_its_validator(client):
    make_topic()
    first = client.get(PATH)
    again = client.get(PATH, headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again["ETag"]) == (304, first["ETag"])
    assert again["RateLimit"].startswith('"documents";r=1')
    assert (again["Vary"], again.cookies) == ("Accept-Encoding", {})


def test_nothing_is_counted_of_pages_nor_where_it_is_switched_off(client, settings):
    assert "RateLimit" not in client.get("/en/topics/")
    settings.API_REQUESTS_PER_MINUTE = 0
    assert [client.get(PATH).status_code for _ in range(5)] == [200] * 5
    assert "RateLimit" not in client.get(PATH)


def test_memory_is_bounded(clock):
    limit = Limit(most_clients=2)
    for client in ("a", "b", "a", "c"):
        limit.take(client, 5)

    assert limit.take("b", 5).left == 3
    assert limit.take("a", 5).left == 4


def test_other_sites_may_read_the_headers_and_are_told_what_they_may_ask(client):
    assert "RateLimit" in client.get(PATH)["Access-Control-Expose-Headers"]
    for path in (PATH, "/api/v1/articles/1", "/api/v1/openapi.json"):
        response = client.options(path, headers={"access-control-request-method": "GET"})
        assert response.status_code == 204
        assert (response.content, "Content-Type" in response) == (b"", False)
        assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
        assert response["Access-Control-Allow-Origin"] == "*"
