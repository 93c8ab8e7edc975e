"""The directory under /api/v1/: who is listed, in which languages, at which cost."""

from datetime import date

import pytest
from django.conf import settings

from organizations.merging import merge
from organizations.models import Position
from tests.factories import make_organization, make_person

pytestmark = pytest.mark.django_db

MAKE = {"organizations": make_organization, "people": make_person}


def slugs(client, noun, query=""):
    response = client.get(f"/api/v1/{noun}{query}")
    assert response.status_code == 200, response.content
    return [row["slug"] for row in response.json()[noun]]


@pytest.mark.parametrize("noun", MAKE)
def test_lists_hold_what_has_a_name_in_the_language(client, noun):
    MAKE[noun](slug="both", name_en="Name")
    MAKE[noun](slug="arabic", name_en=None)

    assert slugs(client, noun) == ["arabic", "both"]
    assert slugs(client, noun, "?lang=en") == ["both"]
    assert client.get(f"/api/v1/{noun}/arabic?lang=en").status_code == 404
    document = client.get(f"/api/v1/{noun}/both?lang=en&fields=name,url").json()
    terms = {name: document.pop(name) for name in ("is_demo", "publisher", "licence")}
    assert document == {"name": {"en": "Name"}, "url": {"en": f"http://testserver/en/{noun}/both/"}}
    assert terms["publisher"] == {"en": settings.SITE_NAME["en"]}


@pytest.mark.parametrize(
    ("query", "caption"), [("", "Authority"), ("?lang=en", "Authority"), ("?lang=ar", "الهيئة")]
)
def test_caption_is_in_the_language_asked_for(client, query, caption):
    make_organization(slug="citra", name_ar="الهيئة", name_en="Authority")

    assert client.get(f"/api/v1/organizations/citra{query}").json()["caption"] == caption
    [row] = client.get(f"/api/v1/organizations{query}").json()["organizations"]
    assert row["caption"] == caption


@pytest.mark.parametrize("noun", MAKE)
def test_merged_record_is_in_no_list_and_leads_to_what_it_became(client, noun):
    kept, lost = MAKE[noun](slug="kept"), MAKE[noun](slug="lost")
    merge(lost, into=kept, by=None)

    assert slugs(client, noun) == ["kept"]
    response = client.get(f"/api/v1/{noun}/lost?lang=en&fields=name")
    assert (response.status_code, response["Location"]) == (301, f"/api/v1/{noun}/kept?lang=en&fields=name")


def test_organizations_are_narrowed_by_kind_and_country(client):
    make_organization(slug="a", kind="ministry", country="KW")
    make_organization(slug="b", kind="ministry", country="SA")
    make_organization(slug="c", kind="company", country="KW")

    assert slugs(client, "organizations", "?kind=ministry") == ["b", "a"]
    assert slugs(client, "organizations", "?country=KW&kind=ministry&lang=ar") == ["a"]
    assert client.get("/api/v1/organizations?country=XX").status_code == 404


def test_person_is_told_with_the_offices_on_record(client):
    person, body = make_person(slug="p", biography_en="An engineer."), make_organization(slug="o")
    person.aliases.create(language="ar", name="أبو فلان")
    Position.objects.create(
        person=person, organization=body, title_en="Minister", started_on=date(2024, 1, 2), stated_year=2024
    )

    document = client.get("/api/v1/people/p").json()

    assert document["biography"] == {"ar": None, "en": "An engineer."}
    assert document["aliases"] == [{"language": "ar", "name": "أبو فلان", "kind": "spelling"}]
    [office] = document["offices"]
    assert office.pop("organization")["slug"] == "o"
    assert office == {
        "title": {"ar": None, "en": "Minister"},
        "started_on": "2024-01-02",
        "ended_on": None,
        "stated_year": 2024,
    }


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("noun", "cost"), [("organizations", 2), ("people", 3)])
def test_list_costs_the_same_for_any_number(client, noun, cost, number, django_assert_num_queries):
    body = make_organization(slug="parent")
    for _ in range(number):
        made = MAKE[noun](**({"parent": body} if noun == "organizations" else {}))
        made.aliases.create(language="ar", name="اسم آخر")
        if noun == "people":
            Position.objects.create(person=made, organization=body, title_en="Minister")

    with django_assert_num_queries(cost):
        assert len(slugs(client, noun)) == number + (noun == "organizations")
