"""Guarantees 1 and 2 where a record is named in one language only: said honestly, never a dead link."""

import pytest

from tests.factories import (
    make_article,
    make_author,
    make_organization,
    make_partnership,
    make_person,
    make_topic,
)
from tests.portal.crawling import crawl, foreign_text

pytestmark = pytest.mark.django_db

NOTICE = {"ar": "متاح بالإنجليزية فقط", "en": "Available in Arabic only"}


@pytest.fixture
def things(language):
    """Everything there is, named only in the language that is not read here, linked to shared articles."""
    missing = {"name_ar": None} if language == "ar" else {"name_en": None}
    organization, person = make_organization(**missing), make_person(**missing)
    topic, author = make_topic(**missing), make_author(**missing)
    other_title = {"title_ar": None} if language == "ar" else {"title_en": None}
    shared = make_partnership(organization, make_organization())
    shared.signatories.create(person=person, organization=organization, office_ar="رئيس", office_en="Chair")
    person.positions.create(organization=make_organization(), title_ar="رئيس", title_en="Chair")
    hidden = make_partnership(organization, **other_title)
    article = make_article(
        "ar en",
        topic=topic,
        organizations=[organization],
        partnerships=[shared, hidden],
        kind="opinion",
        author=author,
    )
    article.person_mentions.create(person=person)
    return [organization, person, topic, author, hidden]


def test_record_in_the_other_language_only_says_so(client, language, things):
    for thing in things:
        response = client.get(thing.url_in(language))
        assert response.status_code == 200, thing
        assert NOTICE[language] in response.content.decode(), thing
        assert response["X-Robots-Tag"] == "noindex", thing


def test_switch_of_a_record_leads_to_the_page_that_says_so(client, language, things):
    elsewhere = "en" if language == "ar" else "ar"

    for thing in things:
        assert f'href="{thing.url_in(language)}"' in client.get(thing.url_in(elsewhere)).content.decode(), (
            thing
        )


def test_crawl_over_one_language_records_finds_nothing_dead_or_foreign(client, language, things):
    pages = {path: seen for path, seen in crawl(client, f"/{language}/").items() if seen.html}

    assert {
        path: seen.response.status_code for path, seen in pages.items() if seen.response.status_code != 200
    } == {}
    for path, seen in pages.items():
        assert ">None<" not in seen.response.content.decode(), path
        assert foreign_text(seen, path[1:3]) == [], path


def test_record_in_neither_language_is_not_found(client, language):
    partnership = make_partnership(has_source=False)

    assert client.get(partnership.url_in(language)).status_code == 404
