"""Atom 1.0 (RFC 4287), in pages as RFC 5005 has them."""

from .document import Document, Entry
from .writing import ATOM, MEDIA, Writer, add_image, rfc3339

TYPE = "application/atom+xml"


def write(feed: Document) -> bytes:
    xml = Writer()
    with xml.inside("feed", xmlns=ATOM, xmlns_media=MEDIA, xml_lang=feed.language):
        xml.add("id", feed.id)
        xml.add("title", feed.title)
        xml.add("subtitle", feed.description)
        xml.add("updated", rfc3339(feed.updated))
        xml.add("link", rel="self", type=TYPE, href=feed.address)
        xml.add("link", rel="alternate", type="text/html", hreflang=feed.language, href=feed.url)
        for place, address in feed.places.items():
            xml.add("link", rel=place, type=TYPE, href=address)
        if feed.hub:
            xml.add("link", rel="hub", href=feed.hub)
        with xml.inside("author"):
            xml.add("name", feed.publisher)
        if feed.licence:
            xml.add("rights", feed.licence)
        for entry in feed.entries:
            _add(xml, entry, feed.language)
    return xml.bytes()


def _add(xml: Writer, entry: Entry, language: str) -> None:
    with xml.inside("entry"):
        xml.add("id", entry.id)
        xml.add("title", entry.title)
        xml.add("published", rfc3339(entry.published))
        xml.add("updated", rfc3339(entry.updated))
        xml.add("link", rel="alternate", type="text/html", hreflang=language, href=entry.url)
        for author in entry.authors:
            with xml.inside("author"):
                xml.add("name", author.name)
                if author.url:
                    xml.add("uri", author.url)
        for category in entry.categories:
            xml.add("category", term=category.term, label=category.label)
        if entry.summary:
            xml.add("summary", entry.summary)
        xml.add("content", entry.content, type="html")
        if entry.image:
            xml.add("link", rel="enclosure", type=entry.image.type, href=entry.image.url)
            add_image(xml, entry.image)
