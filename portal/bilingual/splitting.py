"""Where the words of a folded text begin and end, and the one form in which each is compared.

Words change with the script: «5Gال» is two. A form has letters and digits only: 3.5 is written 3p5.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from .arabic_stems import ARTICLES, PARTICLES
from .english_stems import without_accents
from .english_words import COMPOUNDS, JOINED
from .text import BLANK_LETTERS

#: Longer words are compared by their beginnings.
LONGEST_WORD = 64

_ARABIC = "\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f\u0870-\u08c9"
_OTHER = rf"[^\W_{_ARABIC}{BLANK_LETTERS}]"
_ATOM = re.compile(
    rf"(?P<arabic>[{_ARABIC}]+)"
    rf"|(?P<acronym>(?<!\w)[a-z](?:\.[a-z])+(?!\w))"
    rf"|(?P<initials>(?<!\w)[a-z]&[a-z](?!\w))"
    rf"|(?P<number>\d+(?:[.,]\d+)*)(?P<unit>{_OTHER}*)"
    rf"|(?P<word>{_OTHER}+(?:'{_OTHER}+)*)"
)
_DECIMAL = re.compile(r"(\d+)(?:\.|,(?=\d{1,2}$))(\d+)")
_THOUSANDS = re.compile(r"(\d{1,3}(?:,\d{3})+)(?:\.(\d+))?")
_DIGITS = re.compile(r"\d+")
_PREFIXES = frozenset(ARTICLES) | frozenset(PARTICLES)
_OPENING = "\"'(["
# Letters of Persian, Urdu and Kurdish, and those that Arabic borrows for foreign names.
_LETTERS = str.maketrans("پچژڤڨڭڪٹڈڑںېێۆۇۈۋ", "بجزفقككتدرنييوووو")


class Atom(NamedTuple):
    """``parts`` are the words in it that also count for themselves; ``joined`` is it with what follows."""

    start: int
    end: int
    form: str
    is_arabic: bool = False
    parts: tuple[str, ...] = ()
    joined: str = ""


def atoms(folded: str) -> list[Atom]:
    """The words of a folded text, in order. Linear in its length."""
    found = list(_atoms(folded))
    if "-" in folded:
        found = list(_hyphened(folded, found))
    return [atom for atom in found if atom.form and not _is_bare_prefix(atom, folded)]


def _atoms(folded) -> Iterator[Atom]:
    for match in _ATOM.finditer(folded):
        start, end = match.span()
        if match["arabic"]:
            yield Atom(start, end, match["arabic"][:LONGEST_WORD].translate(_LETTERS), is_arabic=True)
        elif match["number"]:
            yield from _numbers(start, end, match["number"], match["unit"])
        elif match["word"]:
            yield _word(start, end, match["word"])
        else:
            letters = re.sub(r"[.&]", "", match[0])[:LONGEST_WORD]
            yield Atom(start, end, letters, parts=tuple(letters) if match["initials"] else ())


def _numbers(start, end, number, unit):
    """One number, or several that only signs part: the day, month and year of 1.2.2026."""
    if form := _number(number):
        yield Atom(start, end, _plain(form + unit))
        return
    places = [digits.span() for digits in _DIGITS.finditer(number)]
    for first, last in places[:-1]:
        yield Atom(start + first, start + last, number[first:last][:LONGEST_WORD])
    first, last = places[-1]
    yield Atom(start + first, end, _plain(number[first:last] + unit))


def _number(number):
    """2,000 is 2000; 3.5 and 3,5 are one number."""
    if number.isdigit():
        return number
    if thousands := _THOUSANDS.fullmatch(number):
        whole, fraction = thousands.groups()
        return whole.replace(",", "") + (f"p{fraction}" if fraction else "")
    if decimal := _DECIMAL.fullmatch(number):
        return "p".join(decimal.groups())
    return ""


def _word(start, end, word):
    """A word without possessive 's; other apostrophes join: don't, O'Brien, d'Ivoire."""
    if word.endswith("'s"):
        word, end = word[:-2], end - 2
    first, sign, rest = word.partition("'")
    parts = (_plain(rest),) if sign and len(first) == 1 and len(rest) > 2 else ()
    return Atom(start, end, _plain(word), parts=parts)


def _plain(word):
    """The form of a word that is not Arabic."""
    return without_accents(word[:LONGEST_WORD].replace("'", ""))[:LONGEST_WORD]


def _hyphened(folded, found) -> Iterator[Atom]:
    """Words with hyphens between them: "e-mail" is one, "Kuwait-China" two that may be written as one."""
    last = None
    for atom in found:
        if last is None or not _is_hyphened(folded, last, atom):
            last, done = atom, last
        elif _is_one_word(last, atom):
            form = (last.form + atom.form)[:LONGEST_WORD]
            last, done = Atom(last.start, atom.end, form, parts=(last.form, atom.form)), None
        else:
            last, done = atom, last._replace(joined=(last.form + atom.form)[:LONGEST_WORD])
        if done:
            yield done
    if last:
        yield last


def _is_hyphened(folded, atom, following):
    is_other = not (atom.is_arabic or following.is_arabic)
    return is_other and atom.end + 1 == following.start and folded[atom.end] == "-"


def _is_one_word(atom, following):
    if atom.parts:
        return False
    is_short = atom.form in JOINED or (len(atom.form) == 1 and atom.form.isalpha())
    is_named = atom.form.isdigit() != following.form.isdigit()
    return is_short or is_named or atom.form + following.form in COMPOUNDS


def _is_bare_prefix(atom, folded):
    """«ال» of «الـ5G», «و» of «و"هواوي"»: what it belongs to stands beside it."""
    if not atom.is_arabic or atom.form not in _PREFIXES:
        return False
    before, after = folded[atom.start - 1 : atom.start], folded[atom.end : atom.end + 2]
    return before.isalnum() or after[:1].isalnum() or (after[:1] in _OPENING and after[1:].isalnum())
