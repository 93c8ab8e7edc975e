"""From a text to what is indexed of it, and from a typed word to what is looked for.

The script of a word decides how it is read, not the language of the page: Arabic by ``arabic_stems``, Latin
by ``english_stems``. Both the text and what is typed are folded first, as everywhere (``arabic.fold``).
"""

import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from typing import NamedTuple

from . import arabic_stems, arabic_words, english_stems, english_words, splitting
from .arabic import LONGEST_TEXT, fold_with_offsets
from .text import is_mark
from .word_memory import by_word

# The two ligatures that are written with spaces when they are taken apart stand for themselves.
_RUN = re.compile(r"[\ufdfa\ufdfb]|[^\s\ufdfa\ufdfb]+")
_TWO_SPACES = 2
_NUMBER = re.compile(r"\d+(p\d+)?")
#: What follows the first half of a compound, and signs that may stand between.
_RUNS_OF_COMPOUND = 3
_COMPOUNDS = english_words.COMPOUNDS | arabic_words.COMPOUNDS
_COMPOUND_BEGINNINGS = frozenset(parts[0] for parts in _COMPOUNDS.values()) | {"عبد"}
#: Typed like stop words, but meant as names and words of their own.
_TELLING = frozenset({"IT", "US", "WHO"})


class Token(NamedTuple):
    """A word of a text: where it stands in the original, its folded form, and its stems.

    The first stem is the one that ``phrase_stem`` gives; the others are further readings of the same word.
    Forms and stems have letters and digits only.
    """

    start: int
    end: int
    exact: str
    stems: tuple[str, ...]


class _Stems(NamedTuple):
    indexed: tuple[str, ...]
    asked: tuple[str, ...]


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in either script, in order; what is indexed. Linear in the length of any text.

    Text beyond ``LONGEST_TEXT`` characters is not read, as in ``fold``.
    """
    last, may_be_joined = None, False
    for run in _RUN.finditer(text[:LONGEST_TEXT]):
        place = run.start()
        for start, end, exact, stems in _tokens_in[run[0]]:
            token = Token(place + start, place + end, exact, stems)
            if last is not None:
                yield _with_compound(last, token) if may_be_joined else last
            last, may_be_joined = token, _may_begin_compound(exact)
    if last is not None:
        yield last


def stretches(text: str) -> Iterator[str]:
    """The text in pieces, nearly all one word, in which ``tokens`` finds what it finds in the whole."""
    start = run = None
    for run in _RUN.finditer(text[:LONGEST_TEXT]):
        reaches_on = _reaches_on[run[0]]
        if start is None and not reaches_on:
            yield run[0]
        elif start is None:
            start = run.start()
        elif not reaches_on:
            yield text[start : run.end()]
            start = None
    if start is not None:
        yield text[start : run.end()]


def stretch_with(text: str, stems: Set[str]) -> tuple[int, int]:
    """From where to where a text has words with any of these stems, and no shorter; (0, 0) where it has none.

    ``tokens`` finds there what it would find in the whole, in a fraction of the time.
    """
    runs = [run for run in set(text.split()) if _may_have(run, stems)]
    if not runs:
        return 0, 0
    start = text.rfind(" ", 0, min(map(text.find, runs)) + 1) + 1
    end = max(text.rfind(run) + len(run) for run in runs)
    for _run in range(_RUNS_OF_COMPOUND):
        end = text.find(" ", end + 1) if 0 <= end < len(text) else -1
    return start, end if end >= 0 else len(text)


def stems_asked_for(word: str) -> tuple[str, ...]:
    """What a typed word looks for: a text with any of these stems holds it. Empty where it has no letter.

    For every word of a text, at least one of these is among the stems that ``tokens`` gives for it. Where
    several words are typed as one, the first counts: split with ``tokens`` first.
    """
    atom = _first_atom(word)
    return _stems_of(atom).asked if atom else ()


def phrase_stem(word: str) -> str:
    """The one stem by which words that stand side by side are compared."""
    atom = _first_atom(word)
    return _stems_of(atom).indexed[0] if atom else ""


def runs_of(words: Sequence[str]) -> list[tuple[str, ...]]:
    """The runs of stems, any of which is a phrase of these words in a text, the likeliest first.

    Before its first word a text may have a particle that the analysis leaves on words it doesn't know, and so
    may what is typed: «لتحلية المياه» holds «تحلية المياه», and the other way round.
    """
    if not words:
        return []
    rest = tuple(map(phrase_stem, words[1:]))
    return [(stem, *rest) for stem in (_beginnings(words[0]) if rest else (phrase_stem(words[0]),))]


def is_stop_word(word: str) -> bool:
    """Whether a word says too little to be looked for beside others: «في», "the".

    Best asked of a word as it was typed: folded, «على» is the name «علي» and "IT" a pronoun.
    """
    if word in _TELLING:
        return False
    atom = _first_atom(word)
    if atom is None:
        return False
    if atom.is_arabic:
        return word in arabic_words.TYPED_STOP_WORDS or atom.form in arabic_words.STOP_WORDS
    return atom.form in english_words.STOP_WORDS


def _beginnings(word):
    atom = _first_atom(word)
    if atom is None:
        return ("",)
    if not atom.is_arabic:
        return (_stems_of(atom).indexed[0],)
    return _known_beginnings(atom.form)


@lru_cache(maxsize=4_096)
def _known_beginnings(form):
    spelt = [form, *arabic_stems.with_and_without_particles(form)]
    return tuple(dict.fromkeys(arabic_stems.arabic_stems(word).indexed[0] for word in spelt))


def _may_have(run, stems):
    """Half of a compound has the stem of the whole only where the other half follows."""
    found = _stems_in[run]
    return found is None or not stems.isdisjoint(found)


@by_word(65_536)
def _stems_in(run):
    """All stems of the words in a run; None where they depend on what follows."""
    words = list(tokens(run))
    if words and _may_begin_compound(words[-1].exact):
        return None
    return frozenset(stem for word in words for stem in word.stems)


def _first_atom(word):
    return next(iter(splitting.atoms(fold_with_offsets(word).text)), None)


@by_word(65_536)
def _tokens_in(run):
    """The words in a run of letters and signs, with places counted from its start."""
    folded = fold_with_offsets(run)
    return tuple(
        Token(
            folded.offsets[atom.start],
            _end(run, folded.offsets, atom.end),
            atom.form,
            _stems_of(atom).indexed,
        )
        for atom in splitting.atoms(folded.text)
        if not _is_inside_character(folded.offsets, atom.start)
    )


@by_word(32_768)
def _reaches_on(run):
    """Whether what follows may make a compound of its last word."""
    words = _tokens_in[run]
    return bool(words) and _may_begin_compound(words[-1].exact)


def _is_inside_character(offsets, start):
    """One character may hold several words, as ½ does: the first stands for it."""
    return start > 0 and offsets[start] == offsets[start - 1]


def _end(run, offsets, end):
    """Where a word ends in the original: after the marks on its last letter."""
    last = offsets[end - 1] + 1
    following = offsets[end] if end < len(offsets) else len(run)
    while last < following and is_mark(run[last]):
        last += 1
    return last


def _stems_of(atom):
    return _known_stems(atom.form, atom.is_arabic, atom.parts, atom.joined)


@lru_cache(maxsize=65_536)
def _known_stems(form, is_arabic, parts, joined):
    if is_arabic:
        return arabic_stems.arabic_stems(form)
    main, *others = english_stems.english_stems(form)
    others += [english_stems.english_stem(part) for part in parts]
    if joined:
        others.append(english_stems.english_stem(joined))
    return _Stems(tuple(dict.fromkeys([main, *others])), (main,))


def _with_compound(token, following):
    """«data center» is also found as «datacenter», «عبد الله» as «عبدالله», 3.5 GHz as 3.5GHz."""
    joined = token.exact + following.exact
    if following.start - token.end > _TWO_SPACES or not _is_compound(token.exact, following.exact):
        return token
    is_arabic = not (joined in english_words.COMPOUNDS or joined[0].isdigit())
    stem = _known_stems(joined, is_arabic, (), "").indexed[0]
    return token._replace(stems=tuple(dict.fromkeys([*token.stems, stem])))


def _may_begin_compound(form):
    return form in _COMPOUND_BEGINNINGS or (form[0].isdigit() and bool(_NUMBER.fullmatch(form)))


def _is_compound(first, following):
    if first[0].isdigit():
        return english_stems.is_with_unit(first + following)
    return first + following in english_words.COMPOUNDS or arabic_stems.is_compound(first, following)
