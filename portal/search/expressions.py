"""Expressions of several words that mean the same as others; editors' families have single words.

An expression is found in the other spellings as words side by side, whichever was typed.
"""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from portal.bilingual.analysis import phrase_stem, tokens

_GENERATIONS = (
    ("2", "nd", "الثاني", "second"),
    ("3", "rd", "الثالث", "third"),
    ("4", "th", "الرابع", "fourth"),
    ("5", "th", "الخامس", "fifth"),
    ("6", "th", "السادس", "sixth"),
)
SAME = (
    *(
        (
            f"{number}G",
            f"{number} G",
            f"الجيل {arabic}",
            f"{english} generation",
            f"{number}{ending} generation",
        )
        for number, ending, arabic, english in _GENERATIONS
    ),
    (
        "MoU",
        "MoUs",
        "memorandum of understanding",
        "memoranda of understanding",
        "مذكرة تفاهم",
        "مذكرات تفاهم",
    ),
    ("Wi-Fi", "واي فاي", "وايفاي"),
    ("AI", "ذكاء اصطناعي", "ذكاء صناعي"),
    ("IoT", "internet of things", "إنترنت الأشياء"),
    ("CEO", "chief executive", "chief executive officer", "رئيس تنفيذي"),
    ("GCC", "Gulf Cooperation Council", "مجلس التعاون الخليجي", "مجلس التعاون لدول الخليج"),
    (
        "SME",
        "SMEs",
        "small and medium enterprises",
        "المنشآت الصغيرة والمتوسطة",
        "المشاريع الصغيرة والمتوسطة",
    ),
    ("PPP", "public-private partnership", "شراكة بين القطاعين العام والخاص"),
    ("RFP", "request for proposals"),
)
#: An office and its holder: one stands for the other where more words say of what, and alone they are two.
OFFICES = (("وزارة", "وزير", "وزراء"), ("ministry", "minister", "ministers"))


class Meant(NamedTuple):
    """Words, from one to before another, that are an expression, and the others that mean the same."""

    start: int
    end: int
    others: tuple[str, ...]


def expressions(words: list[str]) -> Iterator[Meant]:
    """The expressions among these words, the longest, none over another."""
    stems = tuple(map(phrase_stem, words))
    known, longest = _known()
    start = 0
    while start < len(stems):
        ends = range(min(len(stems), start + longest), start, -1)
        end = next((end for end in ends if stems[start:end] in known), None)
        if end is not None:
            yield Meant(start, end, known[stems[start:end]])
        start = end or start + 1


def of_office(words: list[str], place: int) -> tuple[str, ...]:
    """The other words for an office, or its holder, of which the words beside it say more."""
    stem = phrase_stem(words[place])
    for office in OFFICES:
        if stem in map(phrase_stem, office):
            has_more = place + 1 < len(words) or (words[place].isascii() and place > 0)
            return tuple(word for word in office if phrase_stem(word) != stem) if has_more else ()
    return ()


@cache
def _known():
    known = {}
    for same in SAME:
        runs = {name: _stems(name) for name in same}
        for run in runs.values():
            known[run] = tuple(name for name, other in runs.items() if other != run)
    return known, max(map(len, known))


def _stems(name):
    return tuple(phrase_stem(name[token.start : token.end]) for token in tokens(name))
