"""The feeds of the portal: valid in each format, honest about times, fit for shared caches."""

import json
from datetime import datetime
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
from django.conf import settings
from time_machine import travel

from articles import workflow
from portal.bilingual.languages import other
from tests.editing import newest
from tests.factories import make_article, make_correction, make_draft

pytestmark = pytest.mark.django_db

TYPES = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}
ATOM = "{http://www.w3.org/2005/Atom}"
ODD = "“2024” & <not> 2023 — ١"


@pytest.fixture
def corrected(language):
    article = make_article()
    with travel("2025-05-01T22:00:00Z", tick=False):
        make_correction(article, language, text=ODD)
    make_correction(article, language, kind="note", text="A note")
    make_correction(article, other(language), text="Elsewhere")
    article.refresh_from_db()
    return article


def fetch(client, language, name):
    return client.get(f"/{language}/feeds/corrections.{name}")


def parse(content):
    return ElementTree.fromstring(content)  # noqa: S314 -- our own words


@pytest.mark.parametrize("name", TYPES)
def test_feed_is_a_public_page_of_its_type(client, corrected, language, name):
    response = fetch(client, language, name)

    assert response.status_code == 200
    assert response["Content-Type"] == f"{TYPES[name]}; charset=utf-8"
    assert "s-maxage=" in response["Cache-Control"]
    assert response["Surrogate-Key"] == "corrections"
    assert response["Content-Language"] == language
    assert not response.cookies
    again = client.get(f"/{language}/feeds/corrections.{name}", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304
    assert "Elsewhere" not in response.content.decode()


def test_atom_names_itself_its_page_and_its_entries(client, corrected, language):
    feed = parse(fetch(client, language, "atom").content)

    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "self": f"{settings.SITE_URL}/{language}/feeds/corrections.atom",
        "alternate": f"{settings.SITE_URL}/{language}/corrections/",
    }
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    newer, older = feed.findall(f"{ATOM}entry")
    assert newer.findtext(f"{ATOM}summary") == "A note"
    assert older.findtext(f"{ATOM}summary") == ODD
    assert older.findtext(f"{ATOM}published") == "2025-05-02T01:00:00+03:00"
    assert older.findtext(f"{ATOM}updated") == "2025-05-02T01:00:00+03:00"
    assert corrected.name_in(language) in older.findtext(f"{ATOM}title")
    link = older.find(f"{ATOM}link").get("href")
    assert link.startswith(settings.SITE_URL + corrected.url_in(language) + "#correction-")
    assert datetime.fromisoformat(feed.findtext(f"{ATOM}updated")).tzinfo


def test_rss_names_itself_and_its_entries(client, corrected, language):
    channel = parse(fetch(client, language, "rss").content).find("channel")

    assert channel.findtext("language") == language
    assert channel.find(f"{ATOM}link").get("href") == f"{settings.SITE_URL}/{language}/feeds/corrections.rss"
    _newer, older = channel.findall("item")
    assert older.findtext("description") == ODD
    assert older.find("guid").get("isPermaLink") == "false"
    assert parsedate_to_datetime(older.findtext("pubDate")).isoformat() == "2025-05-02T01:00:00+03:00"


def test_json_feed_names_itself_and_its_entries(client, corrected, language):
    feed = json.loads(fetch(client, language, "json").content)

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{settings.SITE_URL}/{language}/feeds/corrections.json"
    assert feed["home_page_url"] == f"{settings.SITE_URL}/{language}/corrections/"
    assert feed["language"] == language
    newer, older = feed["items"]
    assert (newer["content_text"], older["content_text"]) == ("A note", ODD)
    assert older["date_published"] == "2025-05-02T01:00:00+03:00"
    assert all(item.keys() >= {"id", "url", "title", "tags"} for item in feed["items"])


def test_guid_stays_when_the_address_of_the_article_changes(client):
    article = make_article("en")
    make_correction(article, "en", kind="note", revision=newest(article, "en"))
    before = json.loads(fetch(client, "en", "json").content)["items"][-1]

    workflow.publish(make_draft(article, "en", slug="another-address"), by=None)
    after = json.loads(fetch(client, "en", "json").content)["items"][-1]

    assert before["id"] == after["id"]
    assert before["url"] != after["url"]


def test_feeds_of_all_formats_tell_the_same_ids(client, corrected, language):
    atom = parse(fetch(client, language, "atom").content)
    rss = parse(fetch(client, language, "rss").content)
    feed = json.loads(fetch(client, language, "json").content)

    ids = [entry.findtext(f"{ATOM}id") for entry in atom.findall(f"{ATOM}entry")]
    assert ids == [guid.text for guid in rss.iter("guid")] == [item["id"] for item in feed["items"]]
    assert len(set(ids)) == 2


@pytest.mark.parametrize("name", TYPES)
def test_feed_without_entries_is_valid_and_does_not_change_by_itself(client, language, name):
    with travel("2025-05-01T00:00:00Z", tick=False):
        first = fetch(client, language, name)
    second = fetch(client, language, name)

    assert first.status_code == 200
    assert first["ETag"] == second["ETag"]


@pytest.mark.parametrize("name", ["xml", "ATOM", "atom.", "json5"])
def test_feed_in_another_format_is_not_found(client, language, name):
    response = fetch(client, language, name)

    assert response.status_code == 404


def test_feed_names_no_correction_of_a_withdrawn_piece(client):
    article = make_article()
    make_correction(article, "ar", text="سرّ")
    workflow.withdraw(article, "ar", by=None, reason="خطأ")

    for name in TYPES:
        assert "سرّ" not in fetch(client, "ar", name).content.decode()


def test_demonstration_says_so_in_the_feed(client):
    make_correction(make_article("en", is_demo=True), "en")

    assert "Demonstration content" in fetch(client, "en", "atom").content.decode()


@pytest.mark.parametrize("rows", [1, 5])
def test_feed_costs_the_same_for_any_number_of_entries(client, rows, django_assert_num_queries):
    for _ in range(rows):
        make_correction(make_article("en"), "en")

    with django_assert_num_queries(1):
        fetch(client, "en", "atom")
