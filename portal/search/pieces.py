"""The pieces of what somebody typed: words, quoted phrases, what is to be left out, and «أو» between them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from portal.bilingual import analysis
from portal.bilingual.arabic import fold

#: A single one is an apostrophe.
QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033\uff02'
DASHES = "-\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
#: In capitals in English, where the word is common; folded in Arabic.
OR = {"OR", "او"}

_PHRASE = "|".join(
    [
        "\u00ab[^\u00bb]*\u00bb",
        "\u201c[^\u201d]*\u201d",
        "\u201e[^\u201c\u201d]*[\u201c\u201d]",
        '"[^"]*"',
        f"[{QUOTES}][^{QUOTES}]*[{QUOTES}]",  # as they come: two that open, or the wrong way round
    ]
)
_PIECE = re.compile(
    rf"(?P<dash>(?<!\S)[{DASHES}])?(?:(?P<phrase>{_PHRASE})|(?P<word>[^\s|{QUOTES}]+))|(?P<bar>\|)"
)


class Piece(NamedTuple):
    """One word, or those of a phrase. ``is_or`` is a sign between two others, which may be a word, too."""

    words: tuple[str, ...]
    is_phrase: bool = False
    is_without: bool = False
    is_or: bool = False


def pieces(text: str) -> Iterator[Piece]:
    """The pieces in order. A quotation mark that nothing closes means nothing, as any other sign."""
    for match in _PIECE.finditer(text):
        words = tuple(_words(match[0]))
        if match["bar"] or (match["word"] and not match["dash"] and _is_or(match["word"])):
            yield Piece(words, is_or=True)
        elif match["phrase"] or match["dash"]:
            if words:
                yield Piece(words, is_phrase=len(words) > 1, is_without=bool(match["dash"]))
        else:
            yield from (Piece((word,)) for word in words)


def _is_or(word):
    return word in OR or fold(word) in OR


def _words(piece):
    """As they were typed; Al-Omar are two."""
    return [piece[token.start : token.end] for token in analysis.tokens(piece)]
