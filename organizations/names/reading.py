"""A text as the index reads it: folded, and knowing where in the original each letter stood."""

import re

from portal.bilingual.arabic import ARTICLE, Folded, fold, fold_with_offsets

# Waw, feh, beh, lam and kaf are written as one word with what follows them.
PREFIXES = frozenset({"و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل", "فك"})
PREFIXES_BEFORE_LAM = frozenset({"ل", "ول", "فل"})
ARTICLES = frozenset(prefix + ARTICLE for prefix in ("", *PREFIXES)) | {"لل", "ولل", "فلل"}
# What a country's name may end with and still be meant: Kuwaiti, Omanis; كويتي، كويتية، كويتيون.
COUNTRY_ENDINGS = frozenset({"", "i", "is", "n", "an", "ي", "يه", "يون", "يين", "يات"})

SHORTEST_WITH_PREFIX = 4

# In a name a hyphen may be missing, and so may the hamza above waw or yeh.
_LOOSE = str.maketrans("-\u0624\u0626", " \u0648\u064a")
_ENDING = re.compile(r"\w{0,4}")
_TOKEN_BEFORE = re.compile(r"\S*\Z")
_TOKEN_AFTER = re.compile(r"\S{0,80}")
# Also where a full stop lacks its space: a link that is missed there costs less than one to an address.
_WEB_ADDRESS = re.compile(r"@|://|\b[a-z0-9-]+\.[a-z]{2,}\b", re.IGNORECASE)


class Reading:
    """A folded text that remembers the original. A hit has ``pattern``, ``start`` and ``end`` in it."""

    def __init__(self, text: str):
        self.source = text
        folded: Folded = fold_with_offsets(text)
        self.text = comparable(folded.text)
        self._offsets = folded.offsets

    def is_whole_name(self, hit):
        if self._letter_at(hit.end) or self._is_in_web_address(hit):
            return False
        before = self._word_before(hit.start)
        if hit.pattern.after_lam:
            return before in PREFIXES_BEFORE_LAM
        if not before:
            return True
        if not is_arabic(self.text[hit.start]):
            return before in PREFIXES or before in ARTICLES
        return before in PREFIXES and hit.end - hit.start >= SHORTEST_WITH_PREFIX

    def is_context(self, hit):
        """Whether a word of context stands here, the country's adjective included."""
        ending = _ENDING.match(self.text, hit.end).group()
        before = self._word_before(hit.start)
        is_start = not before or before in PREFIXES or before in ARTICLES
        return is_start and ending in COUNTRY_ENDINGS

    def span(self, hit):
        return self._offsets[hit.start], self._source_end(hit.end)

    def original(self, hit):
        start, end = self.span(hit)
        return self.source[start:end]

    def _source_end(self, end):
        """Return the end in the source: after the last letter's vowel marks, before any space."""
        last = self._offsets[end - 1] + 1
        following = self._offsets[end] if end < len(self._offsets) else len(self.source)
        while last < following and not fold(self.source[last]) and not self.source[last].isspace():
            last += 1
        return last

    def _word_before(self, start):
        """Return the letters written together with a name, five at most: no prefix is longer."""
        first = start
        while first and start - first < 5 and self._letter_at(first - 1):
            first -= 1
        return self.text[first:start]

    def _letter_at(self, position):
        """The low line counts: it makes one word of several in names of files and tags."""
        if position >= len(self.text):
            return False
        return self.text[position].isalnum() or self.text[position] == "_"

    def _is_in_web_address(self, hit):
        start, end = self.span(hit)
        before = _TOKEN_BEFORE.search(self.source[max(0, start - 80) : start]).group()
        after = _TOKEN_AFTER.match(self.source, end).group()
        return bool(_WEB_ADDRESS.search(before + self.source[start:end] + after))


def folded_name(name: str) -> str:
    return comparable(fold(name))


def comparable(folded: str) -> str:
    """Al-Omar and Al Omar are one name, المؤمن and المومن too; the length stays, for positions count."""
    return folded.translate(_LOOSE)


def is_arabic(character: str) -> bool:
    return "\u0600" <= character <= "\u06ff"
