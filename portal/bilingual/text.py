"""Text as people send it, made safe to store: one line, or several."""

import re
import unicodedata

MARKS_KEPT = 8
ARABIC_SHARE = 0.4
ARABIC_LETTER = re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufefc]")
LATIN_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")

# Bidi embeddings, overrides and isolates reorder their surroundings (UTR 36); C0 and C1 controls, byte order
# marks and surrogates cannot be stored or seen. ZWNJ, ZWJ, LRM, RLM and ALM are ordinary spelling and stay.
_HARMFUL = re.compile(
    r"[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ud800-\udfff]"
)
_LINE_ENDS = re.compile(r"\r\n?|[\x85\u2028\u2029]")
# Letters to Unicode, nothing to a reader: the four Hangul fillers.
BLANK_LETTERS = "\u115f\u1160\u3164\uffa0"
_DANGLING = " \t\n\u00a0,;:-\u2013\u2014(«“\"'\u060c\u061b"


def clean_line(text: str) -> str:
    """Return ``text`` on one line; only a no-break space standing alone between words survives.

    The result may be longer than ``text``: NFC writes U+0958 as two characters, so measure afterwards.
    """
    return collapse_spaces(clean_text(text)).strip()


def clean_text(text: str) -> str:
    """Return ``text`` in NFC with line feeds only, without bidi overrides and control characters."""
    return compose(remove_harmful(text)).strip()


def has_words(text: str) -> bool:
    """Whether a reader sees a letter or a digit at all; joiners, blank letters and bare marks are none."""
    return any(character.isalnum() and character not in BLANK_LETTERS for character in text)


def compose(text: str) -> str:
    return unicodedata.normalize("NFC", limit_marks(text))


def collapse_spaces(text: str) -> str:
    """Turn each run of whitespace into one space, but keep a no-break space that stands alone."""
    return re.sub(r"\s+", _single_space, text)


def remove_harmful(text: str) -> str:
    return _HARMFUL.sub("", _LINE_ENDS.sub("\n", text))


def limit_marks(text: str, per_base: int = MARKS_KEPT) -> str:
    """Drop combining marks beyond ``per_base`` in a row.

    Unicode normalisation sorts each run of marks and takes quadratic time on a long one, so this comes first.
    The category is asked, not the combining class: U+0F73 has class 0 and still decomposes into two marks.
    """
    if text.isascii():
        return text
    kept, run = [], 0
    for character in text:
        run = run + 1 if is_mark(character) else 0
        if run <= per_base:
            kept.append(character)
    return "".join(kept)


def is_mark(character: str) -> bool:
    return character > "\u02ff" and unicodedata.category(character)[0] == "M"


def detect_language(text: str) -> str:
    """Answer "ar" or "en" by the share of letters.

    Arabic needs less than half, because it writes no short vowels and quotes Latin names.
    """
    arabic = len(ARABIC_LETTER.findall(text))
    latin = len(LATIN_LETTER.findall(text))
    return "ar" if arabic >= ARABIC_SHARE * (arabic + latin) else "en"


def cut_at_word(text: str, limit: int) -> str:
    """Return at most ``limit`` characters, ending with a whole word; a longer first word is cut inside."""
    if len(text) <= limit:
        return text
    whole_words = re.match(rf".{{0,{limit}}}(?=\s)", text, re.DOTALL)
    cut = whole_words.group().rstrip(_DANGLING) if whole_words else ""
    return cut or _cut_inside_word(text, limit)


def _cut_inside_word(text: str, limit: int) -> str:
    while limit and is_mark(text[limit]):
        limit -= 1
    return text[:limit]


def _single_space(match: re.Match) -> str:
    return "\u00a0" if match.group() == "\u00a0" else " "
