"""Two runs of words compared: what stayed, what went, what came, what only looks or leads otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby, pairwise

from portal.bilingual.text import ARABIC_LETTER, LATIN_LETTER

from .matching import matches
from .tokens import BREAK, PLAIN, Style, Token, tokens_of

BREAK_SIGN = "↵"
#: How many times heavier than a word that stayed the changes on both sides must be to drown it.
ISLAND = 2


class Status(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    #: The words are the same; their emphasis, link or language is not. Of a block: something in it differs.
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words with one fate. ``has_space`` tells whether a space parts it from the next one.

    ``lost`` and ``gained`` are parts of a style: ``("strong", "")``, ``("em", "")``, ``("link", address)``,
    ``("lang", code)``, and ``("alt", words)`` of a picture, whose address is ``picture``.
    """

    status: Status
    text: str
    has_space: bool = False
    picture: str = ""
    lost: Style = PLAIN
    gained: Style = PLAIN

    @property
    def mixes_scripts(self):
        """Whether it must be isolated: its words would else be torn apart by those around them."""
        return bool(ARABIC_LETTER.search(self.text) and LATIN_LETTER.search(self.text))


@dataclass(slots=True)
class _Stretch:
    """The same, or different, slices of both runs."""

    before: slice
    after: slice
    is_same: bool
    weight: int


def compare_lines(before: str, after: str) -> list[Segment]:
    """Compare plain text. A line break that came or went is shown by a sign."""
    return compare_tokens(tokens_of(before), tokens_of(after))


def compare_tokens(before: Sequence[Token], after: Sequence[Token]) -> list[Segment]:
    """Removed words come before those that took their place."""
    segments = []
    for stretch, following in pairwise([*_without_islands(_stretches(before, after)), None]):
        gone, come = before[stretch.before], after[stretch.after]
        if stretch.is_same:
            segments += _kept(gone, come, is_before_gone=following and before[following.before])
        else:
            segments += _segments(Status.REMOVED, gone) + _segments(Status.ADDED, come)
    return [_parted(*neighbours) for neighbours in pairwise([*segments, None])]


def _stretches(before, after):
    start = other_start = 0
    pairs = matches([token.word for token in before], [token.word for token in after])
    for _offset, run in groupby(enumerate(pairs), lambda item: _diagonal(*item)):
        run = [pair for _number, pair in run]
        (first, other_first), (last, other_last) = run[0], run[-1]
        yield _stretch(before, after, slice(start, first), slice(other_start, other_first), False)
        start, other_start = last + 1, other_last + 1
        yield _stretch(before, after, slice(first, start), slice(other_first, other_start), True)
    yield _stretch(before, after, slice(start, len(before)), slice(other_start, len(after)), False)


def _diagonal(number, pair):
    return pair[0] - number, pair[1] - number


def _stretch(before, after, own, others, is_same):
    weight = max(_letters(before[own]), _letters(after[others]))
    return _Stretch(own, others, is_same, weight)


def _letters(tokens):
    return sum(len(token.word) for token in tokens)


def _without_islands(stretches):
    """Drown the odd word that stayed between larger changes: a new sentence reads as one change."""
    result = []
    for stretch in stretches:
        if not stretch.weight:
            continue
        result.append(stretch)
        while len(result) >= 3 and _is_island(*result[-3:]):
            _drown(result)
    return result


def _is_island(change, same, following):
    if not same.is_same or following.is_same:
        return False
    return same.weight * ISLAND <= min(change.weight, following.weight)


def _drown(result):
    change, same, following = result[-3:]
    result[-3:] = [
        _Stretch(
            slice(change.before.start, following.before.stop),
            slice(change.after.start, following.after.stop),
            is_same=False,
            weight=change.weight + same.weight + following.weight,
        )
    ]


def _kept(before, after, *, is_before_gone):
    segments = []
    for (lost, gained, picture), run in groupby(zip(before, after, strict=True), _difference):
        status = Status.CHANGED if lost or gained else Status.SAME
        segments.append(_segment(status, [new for _old, new in run], picture, lost, gained))
    if is_before_gone:  # "plan, at" → "plan at": the comma still touches its word
        segments[-1] = replace(segments[-1], has_space=before[-1].has_space)
    return segments


def _difference(pair):
    old, new = pair
    return old.style - new.style, new.style - old.style, new.picture


def _segments(status, tokens):
    """The links and pictures of what came or went are told, too."""
    runs = groupby(tokens, lambda token: (token.style, token.picture))
    return [
        _segment(
            status, list(run), picture, *((style, PLAIN) if status == Status.REMOVED else (PLAIN, style))
        )
        for (style, picture), run in runs
    ]


def _segment(status, tokens, picture, lost, gained):
    text = "" if picture else "".join(_written(token) for token in tokens)
    if status in {Status.ADDED, Status.REMOVED}:
        text = text.replace(BREAK, f"{BREAK_SIGN}{BREAK}")
    return Segment(status, text.rstrip(" "), tokens[-1].has_space, picture, lost, gained)


def _written(token):
    return f"{token.word} " if token.has_space else token.word


def _parted(segment, following):
    """Words that went and words that came never touch: Arabic letters would join."""
    is_swap = following and {segment.status, following.status} == {Status.REMOVED, Status.ADDED}
    return replace(segment, has_space=True) if is_swap else segment
