"""English words as stems: American spelling first, then Snowball's English stemmer (Porter2).

Spellings are told by rule where the rule makes no word into another; word families have the rest.
"""

import re
import threading
import unicodedata

from snowballstemmer.english_stemmer import EnglishStemmer

from .english_words import AMERICAN, COMPOUNDS, KEPT

SHORTEST = 4
_UNIT = re.compile(
    r"(\d+(?:p\d+)?)(?:bn|mn?|k|tn|b|km|kg|kwh?|[mg]wh?|[kmgt]b|[gmk]bps|[kmg]?hz|kd|usd|st|nd|rd|th|am|pm|s)"
)
# Letters that no decomposition takes apart, the dotless i last.
_LETTERS = str.maketrans(
    dict(zip("øłđðħŋþæœ\u0131", ["o", "l", "d", "d", "h", "n", "th", "ae", "oe", "i"], strict=True))
)
_BRITISH = re.compile("|".join(sorted(AMERICAN, key=len, reverse=True)))
_ISE = re.compile(r"(?<=[a-z]{3})is(?=(?:e|es|ed|er|ers|ing|able|ation|ations|ational)$)")
_YSE = re.compile(r"(?<=[a-z]{3})ys(?=(?:e|ed|er|ers|ing)$)")
_DOUBLED = re.compile(
    r"((?:travel|model|label|cancel|channel|fuel|signal|level|counsel|tunnel|total|dial|marvel|initial|fulfil|enrol"
    r"|instal|rival|pedal|funnel|unravel|penal|equal|parcel|remodel|refuel)l)(?=(?:ed|ing|ings|er|ers|s)?$)"
)
_KEPT_DOUBLED = ("fulfill", "enroll", "install")
_stemmers = threading.local()


def english_stem(word: str) -> str:
    """The stem of a folded word of Latin letters without accents."""
    return KEPT.get(word) or _snowball(_american(word))


def english_stems(word: str) -> list[str]:
    """All stems that a text is found by: the parts of a compound too, and the number before a unit."""
    stems = [english_stem(word), *map(english_stem, COMPOUNDS.get(word, ()))]
    if unit := _UNIT.fullmatch(word):
        stems.append(unit[1])
    return stems


def is_with_unit(word: str) -> bool:
    """Whether a word is a number and the unit in which it counts: 540km, 3p5ghz."""
    return bool(_UNIT.fullmatch(word))


def without_accents(folded: str) -> str:
    """«Café» is typed as cafe; letters of other scripts lose what stands over them, too."""
    if folded.isascii():
        return folded
    decomposed = unicodedata.normalize("NFD", folded)
    plain = "".join(letter for letter in decomposed if unicodedata.category(letter) != "Mn")
    return unicodedata.normalize("NFC", plain).translate(_LETTERS)


def _american(word):
    if len(word) < SHORTEST:
        return word
    if parts := COMPOUNDS.get(word):
        return "".join(map(_american, parts))
    if british := _BRITISH.match(word):
        american, ending = AMERICAN[british[0]], word[british.end() :]
        silent = "e" if british[0][-1] == "e" != american[-1] and ending.startswith(("d", "r")) else ""
        word = american + silent + ending  # "centred" has the ending of "centered"
    if doubled := _DOUBLED.match(word):
        stem = doubled[1]
        word = (stem if stem in _KEPT_DOUBLED else stem[:-1]) + word[doubled.end() :]
    return _YSE.sub("yz", _ISE.sub("iz", word))


def _snowball(word):
    """A stemmer keeps the word it is at in itself, so each thread has its own."""
    if not hasattr(_stemmers, "english"):
        _stemmers.english = EnglishStemmer()
    return _stemmers.english.stemWord(word)
