"""What a cleaned body says, without its markup."""

import re
from html import unescape
from html.parser import HTMLParser

from .tree import tag_names

LINE_ENDING = tag_names(
    "p br h1 h2 h3 h4 h5 h6 ul ol li blockquote figure figcaption table caption thead tbody tr hr div"
)
CELLS = {"td", "th"}
PICTURES = "/media/"
#: Ends a cell in what is split into lines; a cleaned text has no such character.
_CELL = "\x1f"
_TAG = re.compile(r'</?(?P<name>[a-z0-9-]+)(?:[^>"]|"[^"]*")*>')
_LINK = re.compile(r'<a (?:[^>"]|"[^"]*")*?href="(?P<address>[^"#][^"]*)"')


def to_text(html: str) -> str:
    """Return the words of cleaned ``html``, one line for each block, so that words never run together."""
    reader = _Reader(html)
    return "\n".join(_lines("".join(reader.words)))


def lines_of(html: str) -> list[str]:
    """The lines of ``to_text``, many times faster, of a text that ``clean_html`` wrote: for many at once.

    To be shown: a sign stands between the cells of a table.
    """
    rows = unescape(_TAG.sub(_apart, html)).splitlines()
    lines = (" · ".join(_lines(row.replace(_CELL, "\n"))) for row in rows)
    return [line for line in lines if line]


def _lines(words):
    lines = (" ".join(line.split()) for line in words.splitlines())
    return [line for line in lines if line]


def _apart(tag):
    """What stands between the words on either side of a tag."""
    if tag["name"] in LINE_ENDING:
        return "\n"
    return _CELL if tag["name"] in CELLS else ""


def picture_names(html: str) -> set[str]:
    """Return the files, by their names in the picture store, that cleaned ``html`` shows."""
    return _Reader(html).pictures


def unnamed_pictures(html: str) -> int:
    """Return how many pictures of cleaned ``html`` have no alternative text."""
    return _Reader(html).unnamed


def addresses(html: str) -> list[str]:
    """Return where the links of cleaned ``html`` lead, each time; not those to a place of the same page."""
    return [unescape(link["address"]) for link in _LINK.finditer(html)]


class _Reader(HTMLParser):
    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.words = []
        self.pictures = set()
        self.unnamed = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self._separate(tag)
        attributes = dict(attrs)
        source = attributes.get("src") or ""
        if tag == "img" and source.startswith(PICTURES):
            self.pictures.add(source.removeprefix(PICTURES))
            self.unnamed += not (attributes.get("alt") or "").strip()

    def handle_endtag(self, tag):
        self._separate(tag)

    def handle_data(self, data):
        self.words.append(data)

    def _separate(self, tag):
        if tag in LINE_ENDING:
            self.words.append("\n")
        elif tag in CELLS:
            self.words.append(" ")
