"""Whether a text speaks in the first person: a sign of an opinion column."""

import re

from portal.bilingual.arabic import fold

ENOUGH = 4
STRONG = 2

_QUOTED = re.compile(r"«[^«»]*»|“[^“”]*”|\"[^\"]*\"")
# Not the number of a king or a war.
_ENGLISH_I = re.compile(r"\bI(?:['’](?:m|ve|d|ll))?(?= (?!(?:and|are|is|of|in|the)\b)[a-z])")
_STRONG = re.compile(
    r"\bin my (?:view|opinion)\b|\bmyself\b"
    r"|\b[وف]?(?:اعتقد|اظن|اري|انا|اود|اتمني|اتساءل|اكتب|اقول|ادعو|لست|[بل]?رايي|تجربتي|قناعتي)\b"
    r"|\bوجهه نظري\b|\bاسمحوا لي\b|\bعزيزي القارئ\b"
)
_WEAK = re.compile(
    r"\b(?:my|me|we|our|us)\b"
    r"|\b[وفبل]?(?:نحن|لدينا|علينا|بلدنا|بلادنا|وطننا|دولتنا|حكومتنا|مجتمعنا|ابناؤنا|ابنائنا|شبابنا|كويتنا|اقتصادنا"
    r"|مستقبلنا|حياتنا|نري|نعتقد|نامل|نتمني|نرجو|نحتاج)\b"
)
_KICKERS = frozenset(
    fold(word)
    for word in (
        "رأي", "مقال", "مقال رأي", "مقالات", "عمود", "وجهة نظر",
        "opinion", "op-ed", "column", "commentary", "viewpoint",
    )
)  # fmt: skip


def is_kicker(line: str) -> bool:
    """Whether the line does nothing but call the text an opinion."""
    return len(line) < 40 and fold(line).strip(" .:|") in _KICKERS


def is_first_person(text: str) -> bool:
    """Count the writer's own words only: what others say stands in quotation marks."""
    own = _QUOTED.sub(" ", text)
    folded = fold(own)
    strong = len(_ENGLISH_I.findall(own)) + len(_STRONG.findall(folded))
    return STRONG * strong + len(_WEAK.findall(folded)) >= ENOUGH
