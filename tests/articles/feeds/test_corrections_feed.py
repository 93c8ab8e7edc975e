"""The feed of corrections."""

import pytest
from django.conf import settings
from time_machine import travel

from articles import workflow
from portal.bilingual.languages import other
from tests.editing import newest
from tests.factories import make_article, make_correction, make_draft
from tests.feed_rules import FORMATS, ids, read

pytestmark = pytest.mark.django_db

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


def fetch(client, language, name="json"):
    return client.get(f"/{language}/feeds/corrections.{name}")


@pytest.mark.parametrize("name", FORMATS)
def test_feed_is_a_public_page_of_its_type(client, corrected, language, name):
    response = fetch(client, language, name)

    feed = read(response, name)
    assert len(ids(feed)) == 2
    assert "s-maxage=" in response["Cache-Control"]
    assert response["Surrogate-Key"] == f"portal corrections article-{corrected.pk}"
    assert response["Content-Language"] == language
    assert not response.cookies
    assert "Elsewhere" not in response.content.decode()
    again = client.get(f"/{language}/feeds/corrections.{name}", headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304


def test_feed_names_itself_its_page_and_its_entries(client, corrected, language):
    feed = read(fetch(client, language), "json")

    assert feed["feed_url"] == f"{settings.SITE_URL}/{language}/feeds/corrections.json"
    assert feed["home_page_url"] == f"{settings.SITE_URL}/{language}/corrections/"
    assert feed["language"] == language
    newer, older = feed["items"]
    assert (newer["summary"], older["summary"]) == ("A note", ODD)
    assert "&lt;not&gt;" in older["content_html"]
    assert corrected.name_in(language) in older["title"]
    assert older["date_published"] == older["date_modified"] == "2025-05-02T01:00:00+03:00"
    assert older["url"].startswith(settings.SITE_URL + corrected.url_in(language) + "#correction-")


def test_id_stays_when_the_address_of_the_article_changes(client):
    article = make_article("en")
    make_correction(article, "en", kind="note", revision=newest(article, "en"))
    before = read(fetch(client, "en"), "json")["items"][-1]

    workflow.publish(make_draft(article, "en", slug="another-address"), by=None)
    after = read(fetch(client, "en"), "json")["items"][-1]

    assert before["id"] == after["id"]
    assert before["url"] != after["url"]


def test_formats_tell_the_same_ids(client, corrected, language):
    atom, rss, feed = (ids(read(fetch(client, language, name), name)) for name in ("atom", "rss", "json"))

    assert atom == rss == feed


@pytest.mark.parametrize("name", FORMATS)
def test_feed_without_entries_does_not_change_by_itself(client, language, name):
    with travel("2025-05-01T00:00:00Z", tick=False):
        first = fetch(client, language, name)

    assert ids(read(first, name)) == []
    assert fetch(client, language, name)["ETag"] == first["ETag"]


@pytest.mark.parametrize("name", ["xml", "ATOM", "atom.", "json5"])
def test_feed_in_another_format_is_not_found(client, language, name):
    assert fetch(client, language, name).status_code == 404


def test_feed_names_no_correction_of_a_withdrawn_piece(client):
    article = make_article()
    make_correction(article, "ar", text="سرّ")
    assert "سرّ" in fetch(client, "ar").content.decode()

    workflow.withdraw(article, "ar", by=None, reason="خطأ")

    for name in FORMATS:
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
