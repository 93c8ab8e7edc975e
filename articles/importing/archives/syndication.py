"""RSS 2.0 and Atom: what a feed says of its pieces."""

from contextlib import suppress
from dataclasses import dataclass
from email.utils import parseaddr
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, tostring

from articles.richtext import to_text

from .dates import read_date
from .items import Category, FoundPicture, Item, known_language
from .xml_archive import XmlArchive
from .xml_pieces import text_of, words_of

PICTURES = ("media-content", "media-thumbnail", "enclosure")


@dataclass
class Feed(XmlArchive):
    language: str = ""

    def is_item(self, element: Element) -> bool:
        return element.tag in {"item", "atom-entry"}

    def note(self, element: Element) -> None:
        if element.tag in {"title", "atom-title"}:
            self.title = to_text(_markup(element))
        elif element.tag == "language":
            self.language = known_language(words_of(element))
        elif element.tag == "atom-feed":
            self.language = known_language(element.get("xml-lang"))
        elif element.tag == "atom-id" or (element.tag == "link" and not self.source):
            self.source = words_of(element)

    def read(self, element: Element) -> Item:
        return self._from_rss(element) if element.tag == "item" else self._from_atom(element)

    def _from_rss(self, item):
        address = text_of(item, "link")
        summary, content = text_of(item, "description"), text_of(item, "content-encoded")
        author = text_of(item, "dc-creator") or _name(text_of(item, "author"))
        return Item(
            guid=text_of(item, "guid") or address,
            headline=to_text(text_of(item, "title")),
            body=content or summary,
            standfirst=_standfirst(summary, content),
            address=address,
            language=self.language,
            published_at=read_date(text_of(item, "pubDate") or text_of(item, "dc-date")),
            authors=(author,) if author else (),
            categories=tuple(Category(words_of(category)) for category in item.findall("category")),
            picture=_picture(item),
            source_name=self.title,
        )

    def _from_atom(self, entry):
        address = _address(entry)
        summary, content = _markup(entry.find("atom-summary")), _markup(entry.find("atom-content"))
        authors = (text_of(author, "atom-name") for author in entry.findall("atom-author"))
        return Item(
            guid=text_of(entry, "atom-id") or address,
            headline=to_text(_markup(entry.find("atom-title"))),
            body=content or summary,
            standfirst=_standfirst(summary, content),
            address=address,
            language=known_language(entry.get("xml-lang")) or self.language,
            published_at=read_date(text_of(entry, "atom-published") or text_of(entry, "atom-updated")),
            authors=tuple(filter(None, authors)),
            categories=tuple(map(_category, entry.findall("atom-category"))),
            picture=_picture(entry),
            source_name=self.title,
        )


def _name(author):
    """RSS wants a mailbox, with the name in brackets; the mailbox is nobody's business here."""
    return parseaddr(author)[0] if "@" in author else author


def _standfirst(summary, content):
    """The summary, where it says more than how the text begins."""
    words = to_text(summary) if content else ""
    begin = words.rstrip("….[] ")[:100]
    return "" if to_text(content).startswith(begin) else words


def _picture(item):
    for name in PICTURES:
        for element in item.iter(name):
            if _is_picture(element):
                alt, credit = text_of(element, "media-description"), text_of(element, "media-credit")
                return FoundPicture(element.get("url"), alt, credit=credit)
    return None


def _is_picture(element):
    kind = element.get("medium") or element.get("type") or ""
    return bool(element.get("url")) and (kind.startswith("image") or element.tag == "media-thumbnail")


def _address(entry):
    """Of the page; one that is nonsense is none."""
    for link in entry.findall("atom-link"):
        if link.get("rel", "alternate") == "alternate":
            with suppress(ValueError):
                return urljoin(entry.get("xml-base", ""), link.get("href", ""))
    return ""


def _category(element):
    return Category(element.get("label") or element.get("term") or "", element.get("term") or "")


def _markup(element):
    """An Atom text as markup, whichever of the three ways it is written in."""
    if element is None:
        return ""
    if element.get("type") == "xhtml":
        return "".join(tostring(child, encoding="unicode", method="html") for child in element)
    words = words_of(element)
    is_plain = element.tag.startswith("atom-") and element.get("type", "text") in {"text", "text/plain"}
    return _escaped(words) if is_plain else words


def _escaped(words):
    plain = Element("p")
    plain.text = words
    return tostring(plain, encoding="unicode", method="html")
