"""Names that are one letter apart, without comparing each with each."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import combinations, islice

#: A letter more or less makes another word of a short one: «عدل», «عمل».
SHORTEST_WORD = 5
SHORTEST_NAME = 8
#: So many names that begin alike are a series, not slips of the keyboard.
MOST_IN_A_BLOCK = 20_000


def slips(names: Iterable[tuple[Hashable, tuple[str, ...]]]) -> Iterator[tuple[Hashable, Hashable]]:
    """Pairs of keys whose names differ by one letter of one long word.

    Two such words have their first two letters in common, or their last two; the other words are the same.
    """
    blocks = defaultdict(set)
    for key, words in names:
        for block, word in _places(words):
            blocks[block].add((word, key))
    for members in blocks.values():
        for (one, first), (two, second) in islice(combinations(sorted(members), 2), MOST_IN_A_BLOCK):
            if first != second and is_slip(one, two):
                yield first, second


def is_slip(one: str, two: str) -> bool:
    """Whether one letter is changed, missing or too many, or two neighbours have changed places."""
    if one == two or abs(len(one) - len(two)) > 1:
        return False
    start = _length_in_common(one, two)
    end = _length_in_common(one[start:][::-1], two[start:][::-1])
    middle, other = one[start : len(one) - end], two[start : len(two) - end]
    return max(len(middle), len(other)) == 1 or (len(middle) == 2 and middle == other[::-1])


def _places(words):
    """For each word that can have a slip: the blocks where its like are found."""
    if sum(map(len, words)) < SHORTEST_NAME:
        return
    for index, word in enumerate(words):
        if len(word) >= SHORTEST_WORD and word.isalpha():
            rest = tuple(sorted(words[:index] + words[index + 1 :]))
            yield (rest, "begins", word[:2]), word
            yield (rest, "ends", word[-2:]), word


def _length_in_common(one, two):
    pairs = enumerate(zip(one, two, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(two)))
