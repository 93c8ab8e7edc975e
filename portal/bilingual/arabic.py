"""Arabic spelling made comparable: folding for matching and keys for sorting.

The foldings are those of Lucene's ``ArabicNormalizer`` (alef, yeh, teh marbuta, vowel marks, tatweel), which
follows Larkey, Ballesteros and Connell, "Light Stemming for Arabic Information Retrieval" (2007, the
"light10" stemmer). Persian letters, digits and punctuation are added, because pasted text brings them.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from portal.bilingual.text import is_mark

LONGEST_TEXT = 1_000_000
LONGEST_KNOWN_WORD = 32
MARKS_PER_BASE = 3
SORT_KEY_BYTES = 240
ARTICLE = "\u0627\u0644"  # alef and lam: the definite article

_WORD = re.compile(r"\S+")
_FORMS = {
    "\u0623": "\u0627",  # alef with hamza above
    "\u0625": "\u0627",  # alef with hamza below
    "\u0622": "\u0627",  # alef with madda
    "\u0671": "\u0627",  # alef wasla
    "\u0672": "\u0627",  # alef with wavy hamza above
    "\u0673": "\u0627",  # alef with wavy hamza below
    "\u0649": "\u064a",  # alef maksura
    "\u06cc": "\u064a",  # Farsi yeh
    "\u06d2": "\u064a",  # yeh barree
    "\u0629": "\u0647",  # teh marbuta
    "\u06c0": "\u0647",  # heh with yeh above
    "\u06c1": "\u0647",  # heh goal
    "\u06be": "\u0647",  # heh doachashmee
    "\u06d5": "\u0647",  # ae
    "\u06a9": "\u0643",  # keheh
    "\u06af": "\u0643",  # gaf
    "\u060c": ",",
    "\u061b": ";",
    "\u061f": "?",
    "\u066a": "%",
    "\u066b": ".",
    "\u066c": ",",
    "\u0640": "",  # tatweel
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u2032\u2039\u203a`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
}


class Folded(NamedTuple):
    """A folded text and, for each of its characters, where that character came from."""

    text: str
    offsets: list[int]


def fold(text: str) -> str:
    """Return what two spellings of the same words have in common; for matching, never for showing."""
    return fold_with_offsets(text).text.strip()


def fold_with_offsets(text: str) -> Folded:
    """Fold ``text`` keeping positions; spaces at either end stay. Linear in the length of any text.

    Each base with its marks is normalised by itself and carries three marks at most: NFKC of a whole text
    takes quadratic time on a long run of marks. Text beyond ``LONGEST_TEXT`` characters is not read.
    """
    pieces, offsets, last = [], [], 0
    text = text[:LONGEST_TEXT]
    for word in _WORD.finditer(text):
        if word.start() > last:
            _append(pieces, offsets, last, " ", (0,))
        fold_word = _fold_known_word if len(word[0]) <= LONGEST_KNOWN_WORD else _fold_word
        _append(pieces, offsets, word.start(), *fold_word(word[0]))
        last = word.end()
    if last < len(text):
        _append(pieces, offsets, last, " ", (0,))
    return Folded("".join(pieces), offsets)


def sort_key(name: str) -> bytes:
    """Return the bytes by which directories sort: folded, without a leading article, at most 240."""
    folded = fold(name[:SORT_KEY_BYTES])
    bare = folded.removeprefix(ARTICLE) or folded
    return bare.encode("utf-8", "ignore")[:SORT_KEY_BYTES].decode("utf-8", "ignore").encode()


def _append(pieces, offsets, start, folded, places):
    """Add a folded word or space; spaces never stand side by side, whatever they were written as."""
    if folded.startswith(" ") and pieces and pieces[-1].endswith(" "):
        folded, places = folded[1:], places[1:]
    if folded:
        pieces.append(folded)
        offsets += [start + place for place in places]


def _fold_word(word):
    """A word folded, and where in it each letter came from."""
    characters, places = [], []
    for place, cluster in _clusters(word):
        for character in _fold_cluster(cluster):
            if character == " " and characters and characters[-1] == " ":
                continue
            characters.append(character)
            places.append(place)
    return "".join(characters), tuple(places)


#: A text repeats its words, and so do texts: the common ones are folded once for each process.
_fold_known_word = lru_cache(maxsize=32768)(_fold_word)


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    start, marks = 0, 0
    cluster = ""
    for offset, character in enumerate(text):
        if is_mark(character) and cluster:
            marks += 1
            cluster += character if marks <= MARKS_PER_BASE else ""
            continue
        if cluster:
            yield start, cluster
        start, cluster, marks = offset, character, 0
    if cluster:
        yield start, cluster


@lru_cache(maxsize=4096)
def _fold_cluster(cluster: str) -> str:
    if cluster in _FORMS:
        return _FORMS[cluster]
    caseless = unicodedata.normalize("NFKC", cluster).casefold()
    return "".join(_fold_character(character) for character in unicodedata.normalize("NFKC", caseless))


def _fold_character(character: str) -> str:
    if character in _FORMS:
        return _FORMS[character]
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf", "Cc", "Cs"}:
        return ""
    return str(unicodedata.decimal(character)) if category == "Nd" else character
