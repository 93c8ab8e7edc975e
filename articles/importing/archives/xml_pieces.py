"""XML from outside, read piece by piece: a file of any size takes the memory of its largest piece.

Refused where they begin: a document type, and with it every entity that could grow or reach out; elements
nested without end; a tag or comment without end. Nothing is ever fetched.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from articles.importing.files import Refusal, Refused

CHUNK = 64 * 1024
DEEPEST = 100
#: More than the longest article has, several times over (``richtext.limits``).
LARGEST_PIECE = 10_000_000
#: Before it sees the end of a tag or a comment, expat keeps it and reads it anew with each chunk.
LONGEST_TAG = 1_000_000
SIZE_OF_ELEMENT = 100
#: At which depth the pieces stand, by the name of the outermost element.
DEPTHS = {"rss": 3, "atom-feed": 2}
PREFIXES = {
    "http://www.w3.org/2005/Atom": "atom-",
    "http://purl.org/rss/1.0/modules/content/": "content-",
    "http://purl.org/dc/elements/1.1/": "dc-",
    "http://search.yahoo.com/mrss/": "media-",
    "http://www.w3.org/XML/1998/namespace": "xml-",
    "http://www.w3.org/1999/xhtml": "",
}
_WORDPRESS = re.compile(r"https?://wordpress\.org/export/1\.\d/(excerpt)?/?")


class Piece(NamedTuple):
    """An element with all that is in it; None where it is too large. ``line`` is where it begins."""

    line: int
    element: Element | None


def read_pieces(file: BinaryIO) -> Iterator[Piece]:
    """Yield what stands directly in the channel or feed, first the outermost element, which is empty then.

    Names are written with a short prefix and a hyphen: ``wp-post_id``. Raises Refused.
    """
    reader = _Reader()
    while chunk := file.read(CHUNK):
        reader.feed(chunk)
        yield from reader.taken()
    reader.feed(b"")
    yield from reader.taken()


class _Reader:
    def __init__(self):
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse_document_type
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._data
        self.depth = self.level = self.line = self.size = self.fed = 0
        self.builder = None
        self.pieces = []

    def feed(self, chunk):
        """Read on; nothing more to read is the end."""
        try:
            self.parser.Parse(chunk, not chunk)
        except expat.ExpatError as error:
            raise Refused(Refusal.DAMAGED, error.lineno) from error
        except (LookupError, ValueError) as error:  # an encoding that nobody knows
            raise Refused(Refusal.DAMAGED, 1) from error
        self.fed += len(chunk)
        if self.fed - self.parser.CurrentByteIndex > LONGEST_TAG:
            raise Refused(Refusal.TOO_LARGE_A_PIECE, self.parser.CurrentLineNumber)

    def taken(self):
        pieces, self.pieces = self.pieces, []
        return pieces

    def _refuse_document_type(self, *_declared):
        raise Refused(Refusal.DOCUMENT_TYPE, self.parser.CurrentLineNumber)

    def _start(self, name, attributes):
        self.depth += 1
        if self.depth > DEEPEST:
            raise Refused(Refusal.TOO_DEEP, self.parser.CurrentLineNumber)
        if self.depth == 1:
            self._open(_short(name), attributes)
        if self.depth == self.level:
            self.builder, self.size, self.line = TreeBuilder(), 0, self.parser.CurrentLineNumber
        if self.builder:
            self.builder.start(_short(name), _with_short_names(attributes))
            self._grow(SIZE_OF_ELEMENT + sum(map(len, attributes.values())))

    def _open(self, name, attributes):
        if name not in DEPTHS:
            raise Refused(Refusal.NO_ARCHIVE)
        self.level = DEPTHS[name]
        self.pieces.append(Piece(1, Element(name, _with_short_names(attributes))))

    def _data(self, text):
        if self.builder:
            self.builder.data(text)
            self._grow(len(text))

    def _end(self, name):
        if self.builder:
            self.builder.end(_short(name))
        if self.depth == self.level:
            self.pieces.append(Piece(self.line, self.builder.close() if self.builder else None))
            self.builder = None
        self.depth -= 1

    def _grow(self, size):
        """Let go of a piece that is too large; the ones after it are not its concern."""
        self.size += size
        if self.size > LARGEST_PIECE:
            self.builder = None


def _short(name):
    """The name with the prefix it has here, whatever prefix the file gave it."""
    space, _between, local = name.rpartition(" ")
    if not space:
        return local
    wordpress = _WORDPRESS.fullmatch(space)
    if wordpress:
        return f"{wordpress[1] or 'wp'}-{local}"
    return f"{PREFIXES.get(space, 'unknown-')}{local}"


def _with_short_names(attributes):
    return {_short(name): value for name, value in attributes.items()}


def text_of(element: Element, name: str) -> str:
    """The words of the child of this name; nothing where there is none."""
    found = element.find(name)
    return "" if found is None else words_of(found)


def words_of(element: Element) -> str:
    return (element.text or "").strip()
