import pytest
from django.core.cache import cache
from django.test import RequestFactory

from portal.limits import client_of
from portal.search import limits
from portal.search.limits import allows
from tests.portal.search.stand_in import StandIn


def asking(address, **headers):
    return RequestFactory().get("/ar/search/", REMOTE_ADDR=address, headers=headers)


def test_limits_count_each_client_by_itself(settings):
    settings.SEARCHES_PER_MINUTE = 2

    assert [allows(asking("192.0.2.1")) for _ in range(3)] == [True, True, False]
    assert allows(asking("192.0.2.2"))
    assert allows(asking("192.0.2.1"), "suggestions")


def test_limits_begin_anew_with_the_next_minute(settings, monkeypatch):
    settings.SEARCHES_PER_MINUTE = 1
    assert [allows(asking("192.0.2.1")) for _ in range(2)] == [True, False]

    cache.clear()
    assert allows(asking("192.0.2.1"))


def test_minute_that_ends_while_it_is_counted_allows(settings, monkeypatch):
    settings.SEARCHES_PER_MINUTE = 1
    monkeypatch.setattr(limits.cache, "add", lambda *given, **more: False)

    assert allows(asking("192.0.2.1"))


def test_limit_of_none_counts_nothing(settings):
    settings.SEARCHES_PER_MINUTE = 0

    assert all(allows(asking("192.0.2.1")) for _ in range(5))


@pytest.mark.parametrize("address", ["", "unix:", "nonsense"])
def test_unknown_client_is_not_counted(settings, address):
    settings.SEARCHES_PER_MINUTE = 1

    assert [allows(asking(address)) for _ in range(3)] == [True, True, True]


def test_header_is_not_believed_without_a_proxy(settings):
    settings.BEHIND_PROXY = False

    assert client_of(asking("192.0.2.1", x_forwarded_for="198.51.100.7")) == "192.0.2.1"


def test_address_that_the_proxy_saw_is_the_last_one(settings):
    settings.BEHIND_PROXY = True

    assert client_of(asking("127.0.0.1", x_forwarded_for="forged, 198.51.100.7")) == "198.51.100.7"
    assert client_of(asking("127.0.0.1")) == "127.0.0.1"


@pytest.mark.parametrize(
    ("seen", "client"),
    [("198.51.100.7:4711", "198.51.100.7"), ("[2001:db8:1:2::1]:4711", "2001:db8:1:2::/64")],
)
def test_port_that_a_proxy_adds_makes_nobody_unknown(settings, seen, client):
    settings.BEHIND_PROXY = True

    assert client_of(asking("127.0.0.1", x_forwarded_for=f"forged, {seen}")) == client


def test_subscriber_of_ipv6_is_one_client():
    assert client_of(asking("2001:db8:1:2::1")) == client_of(asking("2001:db8:1:2:ffff::9"))
    assert client_of(asking("2001:db8:1:2::1")) != client_of(asking("2001:db8:1:3::1"))
    assert client_of(asking("::ffff:192.0.2.1")) == "192.0.2.1"


@pytest.mark.django_db
def test_page_of_too_many_searches_says_so(client, settings, language, monkeypatch):
    settings.SEARCHES_PER_MINUTE = 1
    monkeypatch.setattr("portal.search.searching.engine", StandIn)
    client.get(f"/{language}/search/?q=huawei")

    response = client.get(f"/{language}/search/?q=huawei")
    assert response.status_code == 429
    assert response["Retry-After"] == "60"
    assert response["Cache-Control"] == "no-store"
    assert f'<html lang="{language}"' in response.text
    assert client.get(f"/{language}/search/").status_code == 200


@pytest.mark.django_db
def test_suggestions_are_limited_too(client, settings):
    settings.SEARCHES_PER_MINUTE = 1
    client.get("/en/search/suggestions/?q=h")

    response = client.get("/en/search/suggestions/?q=h")
    assert response.status_code == 429
    assert response["Retry-After"] == "60"
    assert response["Cache-Control"] == "no-store"
