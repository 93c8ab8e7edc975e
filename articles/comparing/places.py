"""Which paragraphs of a body are not what they were, by the numbers that stand beside them in the editor."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .blocks import compare_bodies
from .tokens import owners_of
from .words import Status


@dataclass
class Places:
    """Numbers, from 0, of what stands at the top of a body: paragraphs, headings, lists, tables, pictures."""

    changed: set[int] = field(default_factory=set)
    #: Before which of them something stands in the other body that has no counterpart here.
    gaps: set[int] = field(default_factory=set)


@dataclass
class Moves:
    """The places of two bodies in which they differ."""

    before: Places = field(default_factory=Places)
    after: Places = field(default_factory=Places)


def changed_places(before: str, after: str) -> Moves:
    """Compare two cleaned bodies. Raises TooLongToCompare."""
    changes = compare_bodies(before, after)
    owners, others = owners_of(before), owners_of(after)
    moves, place, other = Moves(), 0, 0
    for change in changes:
        is_here, is_there = change.status != Status.ADDED, change.status != Status.REMOVED
        if change.status != Status.SAME:
            _note(moves.before, owners, place, is_here)
            _note(moves.after, others, other, is_there)
        place, other = place + is_here, other + is_there
    return moves


def in_numbers(places: Iterable[int]) -> str:
    """For an attribute of the page: ``"0 3 4"``."""
    return " ".join(map(str, sorted(places)))


def _note(places, owners, place, is_here):
    if is_here:
        places.changed.add(owners[place])
    else:
        places.gaps.add(owners[place] if place < len(owners) else max(owners, default=-1) + 1)
