import pytest
from django.db import OperationalError
from django.test import Client

from portal import health


def test_live_asks_nothing_of_the_database(client):
    response = client.get("/health/live/")

    assert response.json() == {"status": "up"}
    assert "no-store" in response["Cache-Control"]


def test_who_watches_needs_no_https(settings):
    settings.SECURE_SSL_REDIRECT = True

    answers = {path: Client().get(path).status_code for path in ("/health/live/", "/robots.txt")}

    assert answers == {"/health/live/": 200, "/robots.txt": 301}


@pytest.mark.django_db
def test_ready_while_all_parts_are(client):
    response = client.get("/health/ready/")

    assert (response.status_code, response.json()["status"]) == (200, "ready")


@pytest.mark.django_db
def test_ready_names_a_store_of_pages_that_keeps_nothing(client, settings):
    settings.CACHES = settings.CACHES | {"pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

    response = client.get("/health/ready/")

    assert (response.status_code, response.json()["failing"]) == (503, ["cache"])


@pytest.mark.django_db
def test_ready_names_the_part_that_fails(client, monkeypatch):
    def away():
        raise OperationalError

    monkeypatch.setattr(health.connection, "cursor", away)

    response = client.get("/health/ready/")

    assert response.status_code == 503
    assert "database" in response.json()["failing"]
