"""Two bodies compared: their blocks are aligned first, then the words inside those that belong together."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from .matching import Pair, matches
from .tokens import blocks_of
from .words import Segment, Status, compare_tokens

#: The share of letters in common from which two paragraphs count as versions of one.
KINDRED = 0.4


@dataclass(frozen=True, slots=True)
class BlockChange:
    """One block of the older body, the newer, or both. ``kind`` is a tag's name; of an item, its list's."""

    status: Status
    kind: str
    former_kind: str
    segments: list[Segment]


@dataclass(frozen=True, slots=True)
class Passage:
    """Neighbouring blocks; ``is_folded`` where nothing changed in them nor next to them."""

    is_folded: bool
    blocks: list[BlockChange]


def compare_bodies(before: str, after: str) -> list[BlockChange]:
    """Compare two cleaned bodies; blocks that went stand before those that came. Raises TooLongToCompare."""
    own, others = blocks_of(before), blocks_of(after)
    changes, start, other_start = [], 0, 0
    for place, other in [*_pairs(own, others), (len(own), len(others))]:
        changes += [_lone(Status.REMOVED, block) for block in own[start:place]]
        changes += [_lone(Status.ADDED, block) for block in others[other_start:other]]
        if place < len(own):
            changes.append(_pair(own[place], others[other]))
        start, other_start = place + 1, other + 1
    return changes


def in_context(changes: Sequence[BlockChange], around: int = 1) -> list[Passage]:
    """Fold what is far from every change; a single block is not worth the fold."""
    shown = _near_changes(changes, around)
    passages = []
    for is_shown, run in groupby(range(len(changes)), shown.__contains__):
        blocks = [changes[place] for place in run]
        passages.append(Passage(is_folded=not is_shown and len(blocks) > 1, blocks=blocks))
    return passages


def _near_changes(changes, around):
    changed = [place for place, change in enumerate(changes) if change.status != Status.SAME]
    return {near for place in changed for near in range(place - around, place + around + 1)}


def _pairs(own, others) -> list[Pair]:
    pairs, start, other_start = [], 0, 0
    equal = matches(*_numbered(own, others))
    for place, other in [*equal, (len(own), len(others))]:
        kindred = _kindred(own[start:place], others[other_start:other])
        pairs += [(start + near, other_start + far) for near, far in kindred]
        start, other_start = place + 1, other + 1
        pairs.append((place, other))
    return pairs[:-1]


def _numbered(own, others):
    """Numbers for blocks, equal for equal ones: they are compared many times."""
    numbers = {}
    return [[numbers.setdefault(block, len(numbers)) for block in blocks] for blocks in (own, others)]


def _kindred(own, others):
    """Pair the blocks that share most of their words. The words are matched across all blocks at once."""
    words, owners = _flat(own)
    other_words, other_owners = _flat(others)
    shared = Counter()
    for place, other in matches(words, other_words):
        shared[owners[place], other_owners[other]] += len(words[place])
    chosen, taken, other_taken = [], set(), set()
    for (near, far), letters in shared.most_common():
        is_free = near not in taken and far not in other_taken
        if is_free and _is_enough(letters, own[near], others[far]):
            chosen.append((near, far))
            taken.add(near)
            other_taken.add(far)
    return sorted(chosen)


def _flat(blocks):
    words = [word for block in blocks for word in block.words]
    owners = [number for number, block in enumerate(blocks) for _word in block.words]
    return words, owners


def _is_enough(letters, block, other):
    return 2 * letters >= KINDRED * (_letters(block) + _letters(other))


def _letters(block):
    return sum(len(word) for word in block.words)


def _pair(before, after):
    segments = compare_tokens(before.tokens, after.tokens)
    is_same = before.kind == after.kind and all(segment.status == Status.SAME for segment in segments)
    status = Status.SAME if is_same else Status.CHANGED
    return BlockChange(status, after.kind, before.kind, segments)


def _lone(status, block):
    gone, come = (block.tokens, ()) if status == Status.REMOVED else ((), block.tokens)
    return BlockChange(status, block.kind, block.kind, compare_tokens(gone, come))
