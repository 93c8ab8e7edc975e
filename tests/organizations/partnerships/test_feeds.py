"""The feed of the ledger: public entries as they stand, updated by whatever was done to them."""

from datetime import date

import pytest
from django.conf import settings
from time_machine import travel

from organizations.partnerships.ledger import check, redact
from tests.factories import make_commitment, make_organization, make_partnership
from tests.feed_rules import FORMATS, ids, read

pytestmark = pytest.mark.django_db


def fetch(client, language="ar", name="json"):
    return client.get(f"/{language}/feeds/partnerships.{name}")


def name_of(entry, language="ar"):
    return f"tag:{settings.TAG_AUTHORITY}:{language}/partnerships/{entry.number}"


@pytest.mark.parametrize("name", FORMATS)
def test_feed_keeps_the_rules_and_tells_the_newest_first(client, language, name):
    older, newer = make_partnership(make_organization()), make_partnership(make_organization())

    response = fetch(client, language, name)

    assert ids(read(response, name)) == [name_of(newer, language), name_of(older, language)]
    assert {"partnerships", "portal"} <= set(response["Surrogate-Key"].split())
    assert not response.cookies


def test_entry_tells_how_it_stands_in_three_lines_together(client):
    organization = make_organization(name_en="A body")
    entry = make_partnership(
        organization,
        title_en="A memo",
        summary_en="A summary",
        place_en="A city",
        signed_on=date(2024, 2, 1),
        signed_precision="month",
        is_demo=True,
    )
    make_commitment(entry, statement_en="To build", due_text_en="in 2027")

    [item] = read(fetch(client, "en"), "json")["items"]

    assert item["title"] == f"Entry {entry.number:03d}: A memo"
    assert item["url"] == settings.SITE_URL + entry.url_in("en")
    assert item["tags"] == ["Memorandum of understanding"]
    content = item["content_html"]
    for part in (
        "What the parties say",
        "What the evidence supports",
        "By the stated date",
        "Not re-checked since recorded",
        "A summary",
        "To build (Date as stated: in 2027)",
        '<time datetime="2024-02">February 2024</time>',
        "<bdi>A city</bdi>",
        "<bdi>News text</bdi> · Press report",
        "Demonstration content",
        f'<a href="{settings.SITE_URL}{organization.url_in("en")}">A body</a> (party)',
    ):
        assert part in content
    assert 'href="/' not in content


def test_entry_is_updated_when_somebody_looked_again(client):
    with travel("2025-03-02T06:00:00Z", tick=False):
        entry = make_partnership(make_organization())
    with travel("2025-05-01T22:00:00Z", tick=False):
        check(entry, by=None)

    [item] = read(fetch(client), "json")["items"]

    assert item["date_published"] == "2025-03-02T09:00:00+03:00"
    assert item["date_modified"] == "2025-05-02T01:00:00+03:00"


def test_drafts_redacted_and_entries_of_the_other_language_are_in_no_feed(client):
    shown = make_partnership(make_organization())
    make_partnership(make_organization(), has_source=False)
    make_partnership(make_organization(), title_ar=None)
    hidden = make_partnership(make_organization())
    assert ids(read(fetch(client), "json")) == [name_of(hidden), name_of(shown)]

    redact(hidden, by=None, note_ar="سبب", note_en="A reason")

    assert ids(read(fetch(client), "json")) == [name_of(shown)]


@pytest.mark.parametrize("rows", [1, 4])
def test_feed_costs_the_same_for_any_number_of_entries(client, rows, django_assert_num_queries):
    for _ in range(rows):
        make_commitment(make_partnership(make_organization(), make_organization()))

    with django_assert_num_queries(5):
        fetch(client)
