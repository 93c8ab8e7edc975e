"""Two bodies that were begun from one, put together where their writers kept out of each other's way."""

from collections.abc import Sequence
from itertools import pairwise

from articles.richtext.tree import parse, serialise

from .matching import matches
from .tokens import is_too_long


class _BothChangedIt(Exception):
    """The same paragraph, list or table was changed on both sides, and not alike."""


def merge_bodies(base: str, mine: str, theirs: str) -> str | None:
    """Return a cleaned body with the changes of both, or None where they can't be put together.

    What is merged are whole paragraphs, headings, lists, tables and pictures, never the words in them.
    """
    bodies = (base, mine, theirs)
    if any(map(is_too_long, bodies)):
        return None
    own, first, second = ([serialise([node]) for node in parse(body)] for body in bodies)
    try:
        return "".join(_merged(own, first, second))
    except _BothChangedIt:
        return None


def _merged(base, mine, theirs):
    for piece, following in pairwise(_anchors(base, mine, theirs)):
        if piece[0] >= 0:
            yield base[piece[0]]
        starts = [place + 1 for place in piece]
        gaps = [
            sequence[start:end]
            for sequence, start, end in zip((base, mine, theirs), starts, following, strict=True)
        ]
        yield from _merged_gap(*gaps)


def _anchors(base, mine, theirs):
    """The places of what stayed on both sides, between the start and the end of all three."""
    in_mine, in_theirs = dict(matches(base, mine)), dict(matches(base, theirs))
    kept = [(place, in_mine[place], in_theirs[place]) for place in sorted(in_mine.keys() & in_theirs.keys())]
    return [(-1, -1, -1), *kept, (len(base), len(mine), len(theirs))]


def _merged_gap(base: Sequence, mine: Sequence, theirs: Sequence) -> list:
    if len(base) == len(mine) == len(theirs):
        return [_merged_piece(*pieces) for pieces in zip(base, mine, theirs, strict=True)]
    return _merged_piece(base, mine, theirs)


def _merged_piece(base, mine, theirs):
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    raise _BothChangedIt
