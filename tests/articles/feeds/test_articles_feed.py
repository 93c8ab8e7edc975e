"""Feeds of articles: what is live in their language, whole, page after page."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from time_machine import travel

from articles import workflow
from articles.richtext import picture_names
from organizations.merging import merge
from portal.feeds import view
from tests.editing import newest
from tests.factories import (
    PUBLISHED_AT,
    make_article,
    make_author,
    make_correction,
    make_draft,
    make_organization,
    make_partnership,
    make_picture,
    make_topic,
)
from tests.feed_rules import FORMATS, ids, read

pytestmark = pytest.mark.django_db


def fetch(client, address="latest", language="ar", name="json", query=""):
    return client.get(f"/{language}/feeds/{address}.{name}{query}")


def items(client, *arguments, **more):
    return read(fetch(client, *arguments, **more), "json")["items"]


def named(*articles, language="ar"):
    return [f"tag:{settings.TAG_AUTHORITY}:{language}/articles/{article.pk}" for article in articles]


@pytest.fixture
def full(language):
    """A piece that has all that a feed tells."""
    organization, inside = make_organization(), make_picture()
    article = make_article(
        author=make_author(),
        topic=make_topic(),
        kind="opinion",
        picture=make_picture(
            alt_ar="بديل", alt_en="Alt", caption_ar="شرح", caption_en="Caption", credit="A credit"
        ),
        organizations=[organization],
        partnerships=[make_partnership(organization)],
        texts={
            language: {
                "body": '<p>A <a href="/en/topics/">link</a> “&amp;”</p>'
                f'<img alt="In it" src="/media/{inside.file}">'
                '<figure data-embed="https://youtu.be/abcdefghijk"><figcaption>A film</figcaption></figure>',
                "source_name": "A source",
                "source_url": "https://source.example/",
            }
        },
    )
    make_correction(
        article,
        language,
        kind="note",
        text="What was noted",
        revision=article.revisions.filter(language=language).order_by("-number").first(),
    )
    article.refresh_from_db()
    return article


@pytest.mark.parametrize("name", FORMATS)
def test_every_feed_keeps_the_rules_and_tells_the_piece(client, full, language, name):
    [byline], [mention] = full.bylines.all(), full.organization_mentions.all()
    addresses = ["latest", f"topics/{full.topic.slug}", f"authors/{byline.author.slug}"]

    for address in [*addresses, f"organizations/{mention.organization.slug}"]:
        response = fetch(client, address, language, name)
        assert ids(read(response, name)) == named(full, language=language)
        assert {"articles", f"article-{full.pk}"} <= set(response["Surrogate-Key"].split())
        assert not response.cookies


def test_entry_tells_the_whole_piece_with_absolute_addresses(client, full, language):
    [item] = items(client, language=language)

    kind, topic = ("رأي", full.topic.name_ar) if language == "ar" else ("Opinion", full.topic.name_en)
    alt, site = ("بديل", settings.SITE_URL) if language == "ar" else ("Alt", settings.SITE_URL)
    assert item["title"] == f"{kind}: {full.name_in(language)}"
    assert item["url"] == site + full.url_in(language)
    assert item["tags"] == [topic, kind]
    author = full.bylines.get().author
    assert item["authors"] == [{"name": author.name_in(language), "url": site + author.url_in(language)}]
    assert item["image"] == f"{site}/media/{full.picture.file.name}"
    content = item["content_html"]
    [inside] = picture_names(getattr(full, f"body_{language}"))
    for part in (
        f'<div lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">',
        f'<a href="{site}/en/topics/">link</a> “&amp;”',
        f'src="{site}/media/{inside}"',
        '<a href="https://www.youtube.com/watch?v=abcdefghijk">',
        f'alt="{alt}"',
        "A credit",
        "What was noted",
        '<a href="https://source.example/"><bdi>A source</bdi></a>',
        f'<a href="{site}{full.partnerships.get().url_in(language)}">',
    ):
        assert part in content
    assert "data-embed" not in content
    assert 'href="/' not in content
    assert 'src="/' not in content


def test_entry_is_updated_by_a_correction_and_its_name_stays(client):
    with travel("2025-03-03T06:00:00Z", tick=False):
        article = make_article("en")
    with travel("2025-05-01T22:00:00Z", tick=False):
        make_correction(article, "en", kind="note", revision=newest(article, "en"))

    [item] = items(client, language="en")

    assert item["date_published"] == "2025-03-02T09:00:00+03:00"
    assert item["date_modified"] == "2025-05-02T01:00:00+03:00"
    response = fetch(client, language="en")
    assert response["Last-Modified"] == "Thu, 01 May 2025 22:00:00 GMT"
    first = item["id"]
    workflow.publish(make_draft(article, "en", slug="another", headline="Another"), by=None)
    assert items(client, language="en")[0]["id"] == first


def test_feed_shows_what_is_live_in_its_language_at_the_second(client):
    at = timezone.now().replace(microsecond=0) + timedelta(hours=1)
    live, only_arabic = make_article(), make_article("ar", at=PUBLISHED_AT + timedelta(minutes=1))
    to_come = make_article(at=at)
    make_draft(make_article(""), "ar")

    assert [item["id"] for item in items(client)] == named(only_arabic, live)
    assert [item["id"] for item in items(client, language="en")] == named(live, language="en")
    with travel(at - timedelta(seconds=1), tick=False):
        assert [item["id"] for item in items(client)] == named(only_arabic, live)
    with travel(at, tick=False):
        assert [item["id"] for item in items(client)] == named(to_come, only_arabic, live)


@pytest.mark.parametrize("name", FORMATS)
def test_withdrawn_piece_is_gone_for_readers_who_keep_a_copy(client, name):
    article = make_article("ar", texts={"ar": {"headline": "سرّ"}})
    make_article("ar", at=PUBLISHED_AT + timedelta(days=1))
    before = fetch(client, name=name)
    assert "سرّ" in before.content.decode()

    workflow.withdraw(article, "ar", by=None, reason="خطأ")

    kept = {"if-none-match": before["ETag"], "if-modified-since": before["Last-Modified"]}
    for headers in (kept, {"if-modified-since": before["Last-Modified"]}):
        after = client.get(f"/ar/feeds/latest.{name}", headers=headers)
        assert after.status_code == 200
        assert "سرّ" not in after.content.decode()


@pytest.mark.parametrize("name", FORMATS)
def test_pages_lead_on_and_back(client, monkeypatch, name):
    monkeypatch.setattr("articles.feeds.articles.ENTRIES", 2)
    articles = [make_article("ar", at=PUBLISHED_AT + timedelta(minutes=n)) for n in range(3)][::-1]
    start = f"{settings.SITE_URL}/ar/feeds/latest.{name}"

    first = read(fetch(client, name=name), name)
    onward = first["next_url"] if name == "json" else _places(first)["next"]
    second = read(client.get(onward.removeprefix(settings.SITE_URL)), name)

    assert ids(first) + ids(second) == named(*articles)
    if name == "json":
        assert (second["feed_url"], second.get("next_url")) == (onward, None)
    else:
        places = _places(second)
        assert places.keys() == {"self", "alternate", "first", "previous"}
        assert (places["self"], places["first"]) == (onward, start)
        assert _places(first).keys() == {"self", "alternate", "first", "next"}


def _places(feed):
    return {link.rel: link.href for link in feed.feed.links}


def test_damaged_places_are_refused(client):
    make_article("ar")

    assert fetch(client, query="?before=damaged").status_code == 400
    assert fetch(client, query="?before=1~1").status_code == 404


def test_feed_of_a_record_exists_where_its_page_does(client):
    topic = make_topic(name_en=None)
    stays = make_organization()
    moved = make_organization()
    merge(moved, stays, by=None)

    assert fetch(client, f"topics/{topic.slug}").status_code == 200
    for address in (f"topics/{topic.slug}", "topics/nothing", "organizations/nothing", "authors/nothing"):
        assert fetch(client, address, "en").status_code == 404
    answer = fetch(client, f"organizations/{moved.slug}", "en", "rss")
    assert (answer.status_code, answer["Location"]) == (301, f"/en/feeds/organizations/{stays.slug}.rss")


def test_proposed_mention_is_in_no_feed(client):
    organization, article = make_organization(), make_article("ar")
    article.organization_mentions.create(organization=organization, is_proposed=True)

    assert items(client, f"organizations/{organization.slug}") == []


def test_stale_translation_says_so_and_names_the_other_edition(client):
    article = make_article("ar en", is_demo=True)
    type(article).objects.filter(pk=article.pk).update(
        follows_at_en=PUBLISHED_AT, stale_since_en=PUBLISHED_AT + timedelta(days=1)
    )

    [item] = items(client, language="en")

    assert "the Arabic has been updated since" in item["content_html"]
    assert f'<a href="{settings.SITE_URL}{article.url_in("ar")}" hreflang="ar">' in item["content_html"]
    assert "Demonstration content, not for reliance" in item["content_html"]


@pytest.mark.parametrize("rows", [1, 4])
@pytest.mark.parametrize("address", ["latest", "topics/one", "authors/one", "organizations/one"])
def test_feed_costs_the_same_for_any_number_of_pieces(client, rows, address, django_assert_max_num_queries):
    topic, author, organization = (make(slug="one") for make in (make_topic, make_author, make_organization))
    entry = make_partnership(organization)
    for _ in range(rows):
        about = {"author": author, "organizations": [organization], "partnerships": [entry]}
        make_correction(make_article("ar", topic=topic, **about), "ar")

    with django_assert_max_num_queries(5) as asked:
        fetch(client, address)

    assert len(asked) == (4 if address == "latest" else 5)


def test_pages_are_of_a_size_that_readers_take():
    assert 20 <= view.ENTRIES <= 50
