"""Searching under /api/v1/: the same as on the page, each result with its document."""

from datetime import timedelta

import pytest

from portal.index.engine import TookTooLong
from portal.search import api
from tests.factories import PUBLISHED_AT, make_article, make_organization, make_person, make_topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexed")]


def found(client, query):
    response = client.get(f"/api/v1/search?{query}")
    assert response.status_code == 200, response.content
    return response.json()


def test_results_lead_to_their_documents(client):
    make_article(texts={"en": {"headline": "Fibre optics arrive"}})
    make_organization(name_en="Fibre optics company", slug="fibre")
    make_person(name_en="Fibre Optician", slug="optician")

    results = found(client, "q=fibre")["results"]

    assert {row["kind"] for row in results} == {"article", "organization", "person"}
    for row in results:
        assert client.get(row["document"]).status_code == 200
        assert client.get(row["url"]).status_code == 200
    assert found(client, "q=fibre&type=article")["results"][0]["name"] == "Fibre optics arrive"


def test_language_is_that_of_the_letters_unless_it_is_named(client):
    make_article("ar", texts={"ar": {"headline": "الألياف الضوئية fibre"}})

    assert [found(client, query)["total"] for query in ("q=الألياف", "q=fibre", "q=fibre&lang=ar")] == [
        1,
        0,
        1,
    ]
    assert [found(client, query)["language"] for query in ("q=الألياف", "q=fibre")] == ["ar", "en"]


def test_filters_are_those_of_the_page(client):
    topic = make_topic(slug="t")
    for day in range(3):
        make_article(topic=topic if day else make_topic(), at=PUBLISHED_AT + timedelta(days=day))

    assert found(client, "q=memorandum")["total"] == 3
    assert found(client, "q=memorandum&topic=t&from=2025-03-03&to=2025-03-03")["total"] == 1
    assert found(client, "q=memorandum&from=2025-03-04&to=2025-03-03")["total"] == 0
    assert client.get("/api/v1/search?q=memorandum&topic=no").status_code == 404


def test_parts_follow_each_other(client):
    made = [make_article(at=PUBLISHED_AT + timedelta(days=day)) for day in range(12)]
    first = found(client, "q=memorandum&sort=newest&fields=document")
    second = client.get(first["next"]).json()

    documents = [row["document"] for row in first["results"] + second["results"]]
    assert documents == [f"http://testserver/api/v1/articles/{article.pk}" for article in reversed(made)]
    assert (second["next"], client.get(second["previous"]).json()) == (None, first)
    assert client.get("/api/v1/search?q=memorandum&page=3").status_code == 404


@pytest.mark.parametrize(("query", "said"), [("", "missing"), ("q=", "missing"), ("q=" + "a" * 201, "read")])
def test_search_for_nothing_says_what_is_missing(client, query, said):
    response = client.get(f"/api/v1/search?{query}")

    assert response.status_code == 400
    assert "“q”" in response.json()["detail"]
    assert said in response.json()["detail"]


def test_search_that_takes_too_long_is_a_problem(client, monkeypatch):
    def fail(*arguments):
        raise TookTooLong

    monkeypatch.setattr(api, "_query", fail)
    response = client.get("/api/v1/search?q=cloud")

    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert response["Content-Type"].startswith("application/problem+json")
