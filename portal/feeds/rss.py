"""RSS 2.0, with what Atom, Dublin Core and Media RSS have words for and RSS has not."""

from django.utils.html import escape
from django.utils.http import http_date

from .document import Document, Entry
from .writing import ATOM, MEDIA, Writer, add_image, rfc3339

TYPE = "application/rss+xml"
NAMESPACES = {
    "xmlns_atom": ATOM,
    "xmlns_content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns_dc": "http://purl.org/dc/elements/1.1/",
    "xmlns_media": MEDIA,
}


def write(feed: Document) -> bytes:
    xml = Writer()
    with xml.inside("rss", version="2.0", **NAMESPACES), xml.inside("channel"):
        xml.add("title", feed.title)
        xml.add("link", feed.url)
        xml.add("description", _as_words(feed.description))
        xml.add("language", feed.language)
        xml.add("lastBuildDate", _rfc822(feed.updated))
        if feed.licence:
            xml.add("copyright", feed.licence)
        xml.add("atom:link", rel="self", type=TYPE, href=feed.address)
        for place, address in feed.places.items():
            xml.add("atom:link", rel=place, type=TYPE, href=address)
        if feed.hub:
            xml.add("atom:link", rel="hub", href=feed.hub)
        for entry in feed.entries:
            _add(xml, entry, feed.publisher)
    return xml.bytes()


def _add(xml: Writer, entry: Entry, publisher: str) -> None:
    with xml.inside("item"):
        xml.add("title", entry.title)
        xml.add("link", entry.url)
        xml.add("guid", entry.id, isPermaLink="false")
        xml.add("pubDate", _rfc822(entry.published))
        xml.add("atom:updated", rfc3339(entry.updated))
        xml.add("description", _as_words(entry.summary))
        xml.add("content:encoded", entry.content)
        for name in [author.name for author in entry.authors] or [publisher]:
            xml.add("dc:creator", name)
        for category in entry.categories:
            xml.add("category", category.label)
        if entry.image:
            add_image(xml, entry.image)


def _as_words(text):
    """Most readers take a description for HTML, some for text; without a tag, it is the same to both."""
    return escape(text) if "<" in text else text


def _rfc822(moment):
    return http_date(moment.timestamp())
