"""A text cut into numbers, words and signs. It is folded, so both languages' digits are one."""

import re
from dataclasses import dataclass

from portal.bilingual.arabic import fold_with_offsets
from portal.bilingual.text import is_mark

from .vocabulary import AMBIGUOUS, PREFIXES

_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:[.,]\d+)?)|(?P<word>[^\W\d_]+)|(?P<sign>\S)"
)
#: Longer figures count nothing and name no year; to read thousands of them as a number is refused by Python.
LONGEST_NUMBER = 40


@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    start: int
    end: int

    @property
    def is_latin(self):
        return self.kind == "word" and self.text[0].isascii()

    def means(self, words: dict, *, is_strict=False):
        """What the word says by this table, with or without what Arabic writes to the front of it."""
        if not self._has_forms:
            return words.get(self.text)
        return next((words[form] for form in self._forms(is_strict) if form in words), None)

    def is_one_of(self, words) -> bool:
        if not self._has_forms:
            return self.text in words
        return any(form in words for form in self._forms(is_strict=False))

    def begins_with_and(self) -> bool:
        return self.kind == "word" and not self.is_latin and self.text.startswith("و")

    @property
    def _has_forms(self):
        return self.kind == "word" and not self.text[0].isascii()

    def _forms(self, is_strict):
        yield self.text
        rest = self.text
        for place, prefixes in enumerate(PREFIXES):
            found = next((prefix for prefix in prefixes if rest.startswith(prefix) and len(rest) > 2), None)
            if found:
                rest = rest.removeprefix(found)
                if not (is_strict and place == 1 and rest in AMBIGUOUS):
                    yield rest


NOTHING = Token("", "", -1, -2)


class Text:
    """The tokens of a text, and the words as they were written."""

    def __init__(self, written: str):
        self._written = written
        folded, self._offsets = fold_with_offsets(written)
        self._tokens = [
            Token(_kind(found), found.group(), found.start(), found.end())
            for found in _TOKEN.finditer(folded)
        ]

    def __len__(self):
        return len(self._tokens)

    def __getitem__(self, place) -> Token:
        """The token, or an empty one beyond either end."""
        return self._tokens[place] if 0 <= place < len(self._tokens) else NOTHING

    def is_joined(self, place) -> bool:
        """Whether nothing stands between a token and the one before it."""
        return self[place].start == self[place - 1].end

    def begins_large(self, place) -> bool:
        return self._written[self._offsets[self[place].start]].isupper()

    def written(self, start: int, end: int) -> str:
        """How the tokens from ``start`` up to ``end`` are written."""
        first, last = self._offsets[self[start].start], self._offsets[self[end - 1].end - 1] + 1
        while last < len(self._written) and is_mark(self._written[last]):
            last += 1
        return " ".join(self._written[first:last].split())


def _kind(found):
    is_absurd = found.lastgroup == "number" and len(found.group()) > LONGEST_NUMBER
    return "sign" if is_absurd else found.lastgroup
