"""Which items of two sequences are the same, in an order that both keep.

Items that stand once on either side anchor the rest ("patience"): that is fast and finds the pairs that a
person would. Where there are none, items that stand equally often do. What lies between anchors is solved
exactly where that is cheap; where it is not, and nothing anchors it, it counts as different.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

LARGEST_TABLE = 1_600
MOST_ROUNDS = 8

Pair = tuple[int, int]


class _Span(NamedTuple):
    """A stretch of each sequence; the ends are outside."""

    start: int
    end: int
    other_start: int
    other_end: int

    @property
    def table(self):
        return (self.end - self.start) * (self.other_end - self.other_start)


def matches(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair]:
    """Return the positions of equal items, both rising."""
    return list(_pairs(before, after, _Span(0, len(before), 0, len(after)), 0))


def _pairs(before, after, span, rounds) -> Iterator[Pair]:
    head = _common_start(before, after, span)
    span = span._replace(start=span.start + head, other_start=span.other_start + head)
    tail = _common_end(before, after, span)
    inner = span._replace(end=span.end - tail, other_end=span.other_end - tail)
    yield from ((span.start - head + step, span.other_start - head + step) for step in range(head))
    yield from _inner_pairs(before, after, inner, rounds)
    yield from ((inner.end + step, inner.other_end + step) for step in range(tail))


def _inner_pairs(before, after, span, rounds):
    if not span.table:
        return
    if span.table <= LARGEST_TABLE:
        yield from _longest_common(before, after, span)
    elif rounds < MOST_ROUNDS:
        yield from _anchored_pairs(before, after, span, rounds)


def _anchored_pairs(before, after, span, rounds):
    anchors = _anchors(before, after, span)
    if not anchors:
        return
    edges = [(span.start - 1, span.other_start - 1), *anchors, (span.end, span.other_end)]
    for (position, other), (following, other_following) in pairwise(edges):
        if position >= span.start:
            yield position, other
        gap = _Span(position + 1, following, other + 1, other_following)
        yield from _pairs(before, after, gap, rounds + 1)


def _common_start(before, after, span):
    longest = min(span.end - span.start, span.other_end - span.other_start)
    for step in range(longest):
        if before[span.start + step] != after[span.other_start + step]:
            return step
    return longest


def _common_end(before, after, span):
    longest = min(span.end - span.start, span.other_end - span.other_start)
    for step in range(longest):
        if before[span.end - 1 - step] != after[span.other_end - 1 - step]:
            return step
    return longest


def _anchors(before, after, span):
    own = _places(before, span.start, span.end)
    others = _places(after, span.other_start, span.other_end)
    return _longest_rise(_standing_once(own, others) or _equally_often(own, others))


def _places(sequence, start, end):
    places = defaultdict(list)
    for place in range(start, end):
        places[sequence[place]].append(place)
    return places


def _standing_once(own, others):
    return [
        (places[0], others[item][0])
        for item, places in own.items()
        if len(places) == 1 and len(others.get(item, ())) == 1
    ]


def _equally_often(own, others):
    alike = [
        (places, others[item]) for item, places in own.items() if len(places) == len(others.get(item, ()))
    ]
    return sorted(pair for places, other_places in alike for pair in zip(places, other_places, strict=True))


def _longest_rise(pairs):
    """The longest choice of ``pairs``, sorted by the first number, whose second numbers rise, too."""
    last_numbers, last_pairs, previous = [], [], [None] * len(pairs)
    for index, (_place, other) in enumerate(pairs):
        length = bisect_left(last_numbers, other)
        previous[index] = last_pairs[length - 1] if length else None
        last_numbers[length : length + 1] = [other]
        last_pairs[length : length + 1] = [index]
    chosen, index = [], last_pairs[-1] if last_pairs else None
    while index is not None:
        chosen.append(pairs[index])
        index = previous[index]
    return chosen[::-1]


def _longest_common(before, after, span):
    """The longest common subsequence, by the table of its lengths."""
    own, others = before[span.start : span.end], after[span.other_start : span.other_end]
    lengths = _lengths(own, others)
    row = column = 0
    while row < len(own) and column < len(others):
        if own[row] == others[column]:
            yield span.start + row, span.other_start + column
            row, column = row + 1, column + 1
        elif lengths[row + 1][column] >= lengths[row][column + 1]:
            row += 1
        else:
            column += 1


def _lengths(own, others):
    """``lengths[i][j]`` is how much ``own[i:]`` and ``others[j:]`` have in common."""
    lengths = [[0] * (len(others) + 1)]
    for item in reversed(own):
        below, line = lengths[-1], [0] * (len(others) + 1)
        for column in range(len(others) - 1, -1, -1):
            same = item == others[column]
            line[column] = below[column + 1] + 1 if same else max(below[column], line[column + 1])
        lengths.append(line)
    return lengths[::-1]
