"""Feeds as feed readers take them: parsed, and held to the rules of their formats.

RFC 4287 and 5005, the RSS 2.0 specification with the best practices of its board, JSON Feed 1.1, RFC 4151.
"""

import json
import re
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

import feedparser

FORMATS = {"atom": "application/atom+xml", "rss": "application/rss+xml", "json": "application/feed+json"}
ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
TAG = re.compile(r"tag:[a-z0-9.@-]+,\d{4}(?:-\d\d(?:-\d\d)?)?:[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*")


def read(response, name):
    """The feed of an answer, once it keeps the rules of its format."""
    assert response.status_code == 200
    assert response["Content-Type"] == f"{FORMATS[name]}; charset=utf-8"
    if name == "json":
        feed = json.loads(response.content)
        _keeps_json_feed(feed)
        return feed
    parsed = feedparser.parse(response.content)
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == {"atom": "atom10", "rss": "rss20"}[name]
    tree = ElementTree.fromstring(response.content)  # noqa: S314 -- our own words
    {"atom": _keeps_rfc4287, "rss": _keeps_rss}[name](tree)
    return parsed


def ids(feed):
    return [
        entry["id"] for entry in (feed["items"] if "items" in feed and "version" in feed else feed.entries)
    ]


def _keeps_rfc4287(feed):
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", "author"):
        assert len(feed.findall(ATOM + name)) == 1
    assert len(feed.findtext(f"{ATOM}author/{ATOM}name")) > 0
    assert feed.get(LANG) in {"ar", "en"}
    links = [
        (link.get("rel"), link.get("type"), link.get("hreflang")) for link in feed.findall(f"{ATOM}link")
    ]
    assert len(links) == len(set(links))
    assert [rel for rel, *_more in links].count("self") == 1
    for entry in [feed, *feed.findall(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            assert len(entry.findall(ATOM + name)) == 1
            assert entry.findtext(ATOM + name)
        assert TAG.fullmatch(entry.findtext(f"{ATOM}id"))
        for moment in [*entry.findall(f"{ATOM}updated"), *entry.findall(f"{ATOM}published")]:
            assert RFC3339.fullmatch(moment.text)
        assert all(_is_absolute(link.get("href")) for link in entry.findall(f"{ATOM}link"))
        assert all(category.get("term") for category in entry.findall(f"{ATOM}category"))
    for entry in feed.findall(f"{ATOM}entry"):
        assert [link.get("rel") for link in entry.findall(f"{ATOM}link")].count("alternate") == 1
        assert len(entry.findall(f"{ATOM}content")) == 1
        assert len(entry.findall(f"{ATOM}summary")) <= 1
    _are_unique([entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")])


def _keeps_rss(rss):
    assert (rss.tag, rss.get("version")) == ("rss", "2.0")
    [channel] = rss
    for name in ("title", "link", "description", "language", "lastBuildDate"):
        assert len(channel.findall(name)) == 1
        assert channel.findtext(name)
    assert _is_rfc822(channel.findtext("lastBuildDate"))
    assert [link.get("rel") for link in channel.findall(f"{ATOM}link")].count("self") == 1
    for item in channel.findall("item"):
        for name in ("title", "link", "guid", "pubDate", "description"):
            assert len(item.findall(name)) == 1
        assert _is_absolute(item.findtext("link"))
        assert item.find("guid").get("isPermaLink") == "false"
        assert TAG.fullmatch(item.findtext("guid"))
        assert _is_rfc822(item.findtext("pubDate"))
        assert item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")
    _are_unique([guid.text for guid in channel.iter("guid")])


def _keeps_json_feed(feed):
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert isinstance(feed["title"], str)
    assert isinstance(feed["items"], list)
    for name in feed.keys() & {"home_page_url", "feed_url", "next_url"}:
        assert _is_absolute(feed[name])
    for item in feed["items"]:
        assert TAG.fullmatch(item["id"])
        assert item["content_html"]
        assert _is_absolute(item["url"])
        assert RFC3339.fullmatch(item["date_published"])
        assert RFC3339.fullmatch(item["date_modified"])
        assert all(author.get("name") for author in item.get("authors", []))
        assert all({"url", "mime_type"} <= kept.keys() for kept in item.get("attachments", []))
    _are_unique([item["id"] for item in feed["items"]])


def _is_absolute(address):
    return bool(urlsplit(address).scheme and urlsplit(address).netloc)


def _is_rfc822(text):
    return bool(re.match(r"[A-Z][a-z]{2}, \d\d ", text)) and parsedate_to_datetime(text).tzinfo is not None


def _are_unique(names):
    assert len(names) == len(set(names))
