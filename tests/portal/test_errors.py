import re

import pytest
from django.db import OperationalError
from django.test import Client

from articles import views


@pytest.fixture
def tolerant_client():
    return Client(raise_request_exception=False)


def _fail(monkeypatch, error):
    def raising(*_args, **_kwargs):
        raise error

    monkeypatch.setattr(views.Article.objects, "live", raising)


@pytest.mark.django_db
def test_database_away_is_a_503_with_a_time_to_come_back(tolerant_client, monkeypatch, language):
    _fail(monkeypatch, OperationalError("gone"))

    response = tolerant_client.get(f"/{language}/articles/")

    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert response["Cache-Control"] == "no-store"
    assert f'<html lang="{language}"' in response.content.decode()


def test_fault_is_a_500_page_that_asks_nothing_of_the_database(tolerant_client, monkeypatch, language):
    """Without ``django_db``: a query in the error page would fail the test."""
    _fail(monkeypatch, RuntimeError("a bug"))

    response = tolerant_client.get(f"/{language}/articles/")

    assert response.status_code == 500
    assert f'<html lang="{language}"' in response.content.decode()
    assert "a bug" not in response.content.decode()
    assert "Something went wrong on our side" in response.text
    assert "حدث خلل من جانبنا" in response.text
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_error_pages_differ_by_language(client, db):
    arabic, english = (client.get(f"/{language}/nothing/").content.decode() for language in ("ar", "en"))

    assert "This page is not on the record" in english
    assert "This page is not on the record" not in arabic


@pytest.mark.django_db
def test_missing_page_offers_four_ways_that_lead_somewhere(client, language):
    page = client.get(f"/{language}/nothing/").text

    ways = re.findall(r'class="ways-on__way[^"]*" href="([^"]+)"', page)
    assert ways == [f"/{language}/{path}" for path in ("", "partnerships/", "articles/", "contact/")]
    assert {client.get(way).status_code for way in ways} == {200}
    assert "missing-star" in page


@pytest.mark.django_db
def test_links_of_the_error_page_lead_somewhere(client, language):
    """They are written out, because an error page resolves none."""
    page = client.get(f"/{language}/nothing/").text

    links = set(re.findall(r'<a [^>]*href="(/[^"]*)"', page))
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)
