"""Where the words of a cleaned body stand in its markup, and links put there."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from html import unescape
from operator import itemgetter
from typing import NamedTuple

from .reading import LINE_ENDING
from .tree import VOID, tag_names

#: Between two blocks: no letter and no space, so that no name reaches across.
BOUNDARY = "\u00b6"
#: In the place of markup that parts no word: «<strong>هوا</strong>وي» is one word. Both fold to nothing.
_GAP, _REST_OF_ENTITY = "\x01", "\x02"
#: No link stands in these: a link already, a heading, somebody's quoted words, those of a picture or a table.
_CLOSED = tag_names("a h2 h3 h4 figure caption th")
# A value may hold ">", which HTML doesn't escape there.
TOKEN = re.compile(r'<(?P<end>/?)(?P<tag>[a-z0-9]+)(?:[^>"]|"[^"]*")*>|&[a-zA-Z0-9#]{1,31};')


class Flat(NamedTuple):
    """The words of a body, each letter where it is in the markup, and the places that take no link."""

    text: str
    #: In order and apart.
    closed: list[range]

    def is_open(self, start: int, end: int) -> bool:
        following = bisect_left(self.closed, end, key=_start)
        return not following or self.closed[following - 1].stop <= start

    def without_gap(self, end: int) -> int:
        """Where the word that ends here ends without the markup after it."""
        while self.text[end - 1] == _GAP:
            end -= 1
        return end


def flatten(html: str) -> Flat:
    """Return the words of cleaned ``html`` as a text of the same length, letter by letter."""
    closed, opened = [], []

    def blank(token):
        tag = token["tag"]
        if not tag:
            return unescape(token[0])[:1].ljust(len(token[0]), _REST_OF_ENTITY)
        if tag in _CLOSED and not token["end"]:
            opened.append(token.start())
        elif tag in _CLOSED and opened:
            started = opened.pop()
            if not opened:
                closed.append(range(started, token.end()))
        return _blank(tag, len(token[0]))

    return Flat(TOKEN.sub(blank, html), closed)


def readable(flat: str) -> str:
    """A part of a flat text as a person reads it."""
    return " ".join(flat.replace(_GAP, "").replace(_REST_OF_ENTITY, "").split())


def is_whole(html: str) -> bool:
    """Whether this part of a body closes every element that it opens, and no other."""
    opened = []
    for token in TOKEN.finditer(html):
        tag = token["tag"]
        if not tag or tag in VOID:
            continue
        if not token["end"]:
            opened.append(tag)
        elif not opened or opened.pop() != tag:
            return False
    return not opened


def put_in(html: str, pieces: Iterable[tuple[int, int, str]]) -> str:
    """Return ``html`` with each piece of markup in place of what stands from ``start`` to ``end``.

    They are apart; two at one place come in the order in which they are given.
    """
    parts, last = [], 0
    for start, end, markup in sorted(pieces, key=itemgetter(0, 1)):
        parts += [html[last:start], markup]
        last = end
    return "".join([*parts, html[last:]])


def _blank(tag, length):
    if tag == "br":
        return " " * length
    return BOUNDARY.ljust(length) if tag in LINE_ENDING or tag in {"td", "th", "img"} else _GAP * length


def _start(place):
    return place.start
