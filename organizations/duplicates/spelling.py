"""A name taken down to the words that tell it from others, however it is spelt."""

import re
import unicodedata
from functools import cache

from organizations.names import Families
from organizations.names.reading import folded_name, is_arabic

_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
_POSSESSIVE = re.compile(r"'s\b|'")
_SILENT_LETTERS = re.compile(r"[.\u0621]")  # the full stops of W.L.L., a hamza that stands alone
# The article, with the letters that may be written before it: «والاتصالات»، «للاتصالات»، «بالكويت».
_ARTICLE = re.compile(r"^[\u0648\u0641]?(?:[\u0628\u0643]?\u0627\u0644|\u0644\u0644)(?!\u0644\u0647$)(?=..)")
# Written with what stands before it or apart: «عبدالعزيز»، «عبد العزيز».
_ARTICLE_INSIDE = re.compile(
    r"^(\u0639\u0628\u062f|\u0627\u0628\u0648|\u0627\u0645)\u0627\u0644(?!\u0644\u0647$)(?=..)"
)
_LATIN_ARTICLE = re.compile(r"^[ae]l(?=....)")
_TWICE = re.compile(r"(.)\1")
#: Vowels of Arabic names have no one Latin letter: Mohammed and Muhammed, Noura and Nura, Umar and Omar.
_VOWELS = {"ou": "u", "o": "u", "y": "i", "e": "i"}
_VOWEL = re.compile("ou|o|(?<=.)[ye]")

_SILENT_WORDS = """
a al el the of for and in co company corp corporation inc incorporated limited llc ltd plc
gmbh ag sa sarl spa bv nv ksc kscc kscp wll pjsc jsc qsc bsc mr mrs ms dr eng prof sheikh
و في شركه محدوده مساهمه شمك شمكع شمكم ذمم سيد دكتور د مهندس م شيخ
"""
#: What tells nobody from somebody else: legal forms, titles, words that hold others together.
SILENT = frozenset(_SILENT_WORDS.split())
#: ESA is not ISA: a short name that stands alone is taken by its letters.
LONGEST_ACRONYM = 5
SAME = {"ben": "bin", "ibn": "bin", "ابن": "بن"}


class Spelling:
    """How names compare. Made once for many of them: most of their words come again and again."""

    def __init__(self, families: Families):
        self._families = families
        self._told = cache(self._tell)

    def words(self, name: str) -> tuple[str, ...]:
        """The telling words in their order; all of them where none would be left."""
        plain = _POSSESSIVE.sub("", _plain(folded_name(name)))
        found = [_SILENT_LETTERS.sub("", word) for word in _WORD.findall(plain)]
        written = [SAME.get(word, word) for word in found if word]
        telling = [word for word in written if word not in SILENT and _bare(word) not in SILENT] or written
        if len(telling) == 1 and len(telling[0]) <= LONGEST_ACRONYM:
            return tuple(telling)
        return tuple(map(self._told, telling))

    def _tell(self, word):
        """What all spellings of a word have in common."""
        bare = _bare(folded_name(min(self._families.forms_of(word))))
        if is_arabic(bare[0]):
            return bare
        return _VOWEL.sub(lambda vowel: _VOWELS[vowel[0]], _TWICE.sub(r"\1", bare))


def _bare(word):
    """Without the article, where enough is left."""
    if not is_arabic(word[0]):
        return _LATIN_ARTICLE.sub("", word)
    return _ARTICLE_INSIDE.sub(r"\1", _ARTICLE.sub("", word))


def _plain(name):
    """Without the marks of Latin letters: é is e here."""
    return "".join(mark for mark in unicodedata.normalize("NFD", name) if unicodedata.category(mark) != "Mn")
