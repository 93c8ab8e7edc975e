"""A pasted text as clean lines; what single lines look like."""

import re

from portal.bilingual.arabic import fold
from portal.bilingual.text import clean_text

TERMINAL = (".", "!", "?", "؟", "…")
CLOSING_MARKS = "»”\"')]"

_DATE_WORDS = frozenset(
    fold(
        "january february march april may june july august september october november december "
        "jan feb mar apr jun jul aug sep sept oct nov dec "
        "monday tuesday wednesday thursday friday saturday sunday st nd rd th of at am pm "
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر "
        "الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت يوم الموافق م هـ"
    ).split()
)
_ABBREVIATION = re.compile(r"(?:\b\w{1,2}|\b(?:Eng|Col|Gen|Mrs|Prof|Inc|Ltd|Corp|Sen|Gov))\.\Z")
LONGEST_SENTENCE = 1000
# Only where a run of stops begins: else a line of nothing but stops takes quadratic time.
_SENTENCE_END = re.compile(r"(?<![.!?؟…])[.!?؟…]+[»”\"')\]]*(?=\s)")


def clean_lines(text: str) -> list[str]:
    """Return the lines that say something, with no-break spaces and " _ " as what they stand for."""
    spaced = clean_text(text).replace("&nbsp;", " ")
    lines = (" ".join(line.split()) for line in spaced.split("\n"))
    return [re.sub(r"(?<=\s)_(?=\s)", "–", line) for line in lines if line]


def first_sentence(line: str) -> str:
    """Return ``line`` up to its first full stop, or all of it; ends are sought in its beginning only."""
    for match in _SENTENCE_END.finditer(line, 0, LONGEST_SENTENCE):
        if not _ABBREVIATION.search(line, max(0, match.end() - 8), match.end()):
            return line[: match.end()]
    return line


def without_full_stop(line: str) -> str:
    """Drop one closing full stop, not an ellipsis and not the one of U.S."""
    if not line.endswith(".") or line.endswith("..") or re.search(r"\b[A-Z]\.[A-Z]\.\Z", line[-5:]):
        return line
    return line[:-1].rstrip()


def is_finished(line: str) -> bool:
    """Whether the line ends like a sentence."""
    return line.rstrip(CLOSING_MARKS).endswith(TERMINAL)


def is_date(line: str) -> bool:
    """Whether the line is a date and nothing else."""
    words = re.findall(r"\d+|[^\W\d_]+", fold(line[:80]))
    has_number = any(word.isdigit() for word in words)
    return has_number and len(line) < 80 and all(word.isdigit() or word in _DATE_WORDS for word in words)


def starts_in_lower_case(line: str) -> bool:
    return line[:1].islower()
