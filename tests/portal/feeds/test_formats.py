"""The three formats of one feed, without a database: nothing that an entry says can break one of them."""

import json
from datetime import UTC, datetime

import feedparser
import pytest
from django.http import HttpResponse
from django.utils.html import escape

from portal.feeds.document import Author, Category, Document, Entry, Image
from portal.feeds.names import AUTHORITY, tag
from portal.feeds.view import FORMATS
from tests.feed_rules import ids, read

AT = datetime(2025, 3, 2, 6, 0, 0, 654321, tzinfo=UTC)
NAME = "tag:portal.invalid,2026:en/articles/{}"
ODD = "“2024” & <not> 2023 ]]> — ١"


def make_entry(number=1, **more):
    defaults = {
        "id": NAME.format(number),
        "url": f"https://site.example/en/articles/{number}/",
        "title": "A headline",
        "content": "<p>A text</p>",
        "published": AT,
        "updated": AT,
    }
    return Entry(**defaults | more)


def make_feed(*entries, **more):
    address = "https://site.example/en/feeds/latest.xml"
    defaults = {
        "id": NAME.format("feed"),
        "title": "Latest",
        "description": "Everything",
        "language": "en",
        "publisher": "Sijil",
        "licence": "CC BY 4.0",
        "url": "https://site.example/en/articles/",
        "address": f"{address}?before=2~2",
        "first": address,
        "next": f"{address}?before=1~1",
        "previous": f"{address}?after=1~1",
        "hub": "",
    }
    return Document(entries=list(entries), **defaults | more)


def written(name, feed):
    module = FORMATS[name]
    return HttpResponse(module.write(feed), content_type=f"{module.TYPE}; charset=utf-8")


FULL = make_entry(
    title=ODD,
    content=f'<p dir="ltr">{ODD}</p>',
    summary=ODD,
    authors=(Author("First", "https://site.example/en/authors/first/"), Author("Second")),
    categories=(Category("cloud", "Cloud & more"),),
    image=Image("https://site.example/media/a.jpg", "image/jpeg", "An “alt”", "A caption", "A credit"),
)


@pytest.mark.parametrize("name", FORMATS)
def test_formats_keep_their_rules(name):
    feed = read(written(name, make_feed(FULL, make_entry(2))), name)

    assert ids(feed) == [NAME.format(1), NAME.format(2)]


@pytest.mark.parametrize("name", ["atom", "rss"])
def test_readers_find_what_an_entry_says(name):
    feed = feedparser.parse(FORMATS[name].write(make_feed(FULL)), sanitize_html=False)

    [entry] = feed.entries
    assert entry.title in {ODD, "“2024” & &lt;not&gt; 2023 ]]&gt; — ١"}
    assert entry.content[0].value == FULL.content
    assert entry.summary in {ODD, escape(ODD)}
    assert [author["name"] for author in entry.authors] == ["First", "Second"]
    assert [found["label"] or found["term"] for found in entry.tags] == ["Cloud & more"]
    assert entry.media_content[0]["url"] == FULL.image.url
    assert entry.media_credit[0]["content"] == "A credit"
    assert entry.published_parsed[:6] == entry.updated_parsed[:6] == (2025, 3, 2, 6, 0, 0)
    places = {link.rel: link.href for link in feed.feed.links}
    address = "https://site.example/en/feeds/latest.xml"
    assert places == {
        "self": f"{address}?before=2~2",
        "alternate": "https://site.example/en/articles/",
        "first": address,
        "next": f"{address}?before=1~1",
        "previous": f"{address}?after=1~1",
    }
    assert feed.feed.language == "en"
    assert feed.feed.rights == "CC BY 4.0"


def test_json_feed_says_the_same():
    feed = json.loads(FORMATS["json"].write(make_feed(FULL)))

    assert feed["next_url"].endswith("?before=1~1")
    assert feed["items"] == [
        {
            "id": FULL.id,
            "url": FULL.url,
            "title": ODD,
            "summary": ODD,
            "content_html": FULL.content,
            "image": FULL.image.url,
            "date_published": "2025-03-02T09:00:00+03:00",
            "date_modified": "2025-03-02T09:00:00+03:00",
            "authors": [
                {"name": "First", "url": "https://site.example/en/authors/first/"},
                {"name": "Second"},
            ],
            "tags": ["Cloud & more"],
            "language": "en",
            "attachments": [{"url": FULL.image.url, "mime_type": "image/jpeg", "title": "An “alt”"}],
        }
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_characters_that_no_xml_can_hold_are_left_out(name):
    harmful = "".join(map(chr, [*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF]))
    entry = make_entry(
        title=f"A{harmful}B",
        content=f"<p>A{harmful}B</p>",
        categories=(Category(f"A{harmful}", f"{harmful}B"),),
    )

    feed = read(written(name, make_feed(entry)), name)

    if name != "json":
        assert feed.entries[0].title == "AB"


@pytest.mark.parametrize("name", FORMATS)
def test_feed_names_the_hub_that_tells_of_news(name):
    hub = "https://hub.example/"

    told, silent = (written(name, make_feed(hub=address)).content.decode() for address in (hub, ""))

    assert hub in told
    assert "hub" not in silent


@pytest.mark.parametrize("name", FORMATS)
def test_feed_without_entries_is_one_and_never_changes(name):
    first, second = (written(name, make_feed(next="", previous="")).content for _ in range(2))

    assert first == second
    assert ids(read(HttpResponse(first, content_type=f"{FORMATS[name].TYPE}; charset=utf-8"), name)) == []


@pytest.mark.parametrize(
    "authority", ["portal.example,2026", "a.b-c.example,2026-11", "me@b.example,2026-11-23"]
)
def test_tag_authority_is_host_or_address_and_a_date(authority, settings):
    settings.TAG_AUTHORITY = authority

    assert AUTHORITY.fullmatch(authority)
    assert tag("en", "articles", 1) == f"tag:{authority}:en/articles/1"


@pytest.mark.parametrize(
    "authority", ["", "portal.example", ",2026", "https://b.example,2026", "b.example,2026-13"]
)
def test_damaged_tag_authority_is_none(authority):
    assert AUTHORITY.fullmatch(authority) is None
