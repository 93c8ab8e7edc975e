"""Texts and bodies cut into blocks of words, the units that are compared."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from articles.richtext.tree import EMBED, Element, Node, parse, tag_names

#: Stands in the text for a picture, and is replaced by the file's address in what is compared.
PICTURE = "\ufffc"
BREAK = "\n"
CELL_EDGE = "│"
#: About 80,000 words; two such bodies take two seconds.
LONGEST_BODY = 500_000
#: A table of thousands of small cells costs as much by its markup as a book by its words.
MOST_TAGS = 20_000

# Vowel signs, joiners and direction marks belong to their word; so does an Arabic prefix, written to it.
_LETTER = r"[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u061c\u200c-\u200f]"
_WORD = re.compile(rf"\n|\d+(?:[.,:/\u066b\u066c]\d+)+{_LETTER}*|{_LETTER}+(?:[-'\u2019]{_LETTER}+)*|\S")

Style = frozenset[tuple[str, str]]
PLAIN: Style = frozenset()


class TooLongToCompare(ValueError):
    """The body is longer, or has more elements, than any article that is compared while somebody waits."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, sign of punctuation, line break or picture. ``word`` is what is compared."""

    word: str
    style: Style = PLAIN
    picture: str = ""
    has_space: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, caption, row of a table, picture, pull quote, embed or rule."""

    kind: str
    tokens: tuple[Token, ...] = ()

    @property
    def words(self):
        return [token.word for token in self.tokens]


def tokens_of(text: str) -> tuple[Token, ...]:
    return _tokens([(text, PLAIN)])


def blocks_of(html: str) -> list[Block]:
    """Read a cleaned body. Rows of a table are one block each, nested lists a block for each item.

    Raises TooLongToCompare.
    """
    if is_too_long(html):
        raise TooLongToCompare(f"more than {LONGEST_BODY} characters or {MOST_TAGS} tags")
    return list(_blocks(parse(html), "p"))


def is_too_long(html: str) -> bool:
    """Whether a cleaned body is beyond what is compared while somebody waits; nothing is parsed to know."""
    return len(html) > LONGEST_BODY or html.count("<") > MOST_TAGS


def owners_of(html: str) -> list[int]:
    """For each block of ``blocks_of``, the number of the element at the top of the body that it stands in.

    Words that stand in no element are a paragraph, as for an editor of text.
    """
    owners, number, is_loose = [], -1, False
    for node in parse(html):
        is_phrase = isinstance(node, str) or node.tag not in _BLOCK_TAGS
        is_new = not (is_phrase and is_loose)
        number += is_new
        is_loose = is_phrase
        if not is_phrase or is_new:
            owners += [number] * (1 if is_phrase else len(list(_blocks([node], "p"))))
    return owners


# What is in an element takes its kind from there; the other elements give their own name.
_KINDS = {"li": None, "p": None, "table": "tr", "thead": "tr", "tbody": "tr"}
_BLOCK_TAGS = tag_names(
    "p h2 h3 h4 ul ol li blockquote figure figcaption table caption thead tbody tr th td hr"
)
_EMPHASIS = tag_names("strong em")
_NAMED = {"href": "link", "lang": "lang"}


def _blocks(nodes: Iterable[Node], kind: str) -> Iterator[Block]:
    phrases = []
    for node in nodes:
        if isinstance(node, str) or node.tag not in _BLOCK_TAGS:
            phrases.append(node)
            continue
        yield from _phrases(phrases, kind)
        phrases = []
        yield from _blocks_of_element(node, kind)
    yield from _phrases(phrases, kind)


def _phrases(nodes, kind):
    tokens = _tokens(_pieces(nodes, PLAIN))
    if tokens:
        yield Block(kind, tokens)


def _blocks_of_element(element: Element, kind):
    if element.tag == "hr":
        yield Block("hr")
    elif element.tag == "tr":
        yield Block("tr", _tokens(_cells(element)))
    elif element.tag == "figure":
        yield from _blocks_of_figure(element)
    else:
        yield from _blocks(element.children, _KINDS.get(element.tag, element.tag) or kind)


def _blocks_of_figure(figure):
    """What a pull quote or an embed quotes takes its kind from that; an embed begins with its address."""
    kind = "pullquote"
    if EMBED in figure.attributes:
        kind = "embed"
        yield Block(kind, (Token(figure.attributes[EMBED]),))
    for child in figure.children:
        is_quotation = isinstance(child, Element) and child.tag == "blockquote"
        yield from _blocks(child.children, kind) if is_quotation else _blocks([child], "figure")


def _cells(row):
    for number, cell in enumerate(row.children):
        if number:
            yield f" {CELL_EDGE} ", PLAIN
        yield from _pieces([cell], PLAIN)


def _pieces(nodes, style):
    """The text of ``nodes`` in order, each piece with the style that it stands in."""
    for node in nodes:
        if isinstance(node, str):
            yield node.replace("\n", " "), style
        elif node.tag == "br":
            yield BREAK, style
        elif node.tag == "img":
            yield PICTURE, style | _picture_style(node)
        else:
            edge = " " if node.tag in _BLOCK_TAGS else ""  # paragraphs of a table's cell
            yield edge, style
            yield from _pieces(node.children, style | _own_style(node))
            yield edge, style


def _picture_style(image):
    attributes = image.attributes
    return {("picture", attributes.get("src", "")), ("alt", attributes.get("alt", ""))}


def _own_style(element):
    if element.tag in _EMPHASIS:
        return {(element.tag, "")}
    return {(_NAMED[name], value) for name, value in element.attributes.items() if name in _NAMED}


def _tokens(pieces) -> tuple[Token, ...]:
    """Cut the joined text, so that a word half of which is bold is one word."""
    pieces = [piece for piece in pieces if piece[0]]
    text = "".join(words for words, _style in pieces)
    starts = [0, *accumulate(len(words) for words, _style in pieces)]
    return tuple(_token(text, found, pieces, starts) for found in _WORD.finditer(text))


def _token(text, found, pieces, starts):
    first, last = bisect_right(starts, found.start()), bisect_right(starts, found.end() - 1)
    style = PLAIN.union(*(style for _words, style in pieces[first - 1 : last]))
    has_space = text[found.end() : found.end() + 1].isspace()
    picture = dict(style).get("picture", "") if found.group() == PICTURE else ""
    style = frozenset(part for part in style if part[0] != "picture")
    return Token(found.group() + picture, style, picture, has_space)
