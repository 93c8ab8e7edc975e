from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

import ahocorasick

from portal.bilingual.arabic import ARTICLE, fold

from .capitals import is_written_as
from .families import Families
from .reading import Reading, comparable, folded_name, is_arabic

SHORTEST_ARABIC = 3


class Entry(NamedTuple):
    """One name of one thing; with ``context``, it counts only in a text that holds one of these words.

    Of names that overlap the longest counts, within one ``layer``: the title of an entry may name its
    parties, and they are named there, too.
    """

    key: Hashable
    name: str
    context: tuple[str, ...] = ()
    layer: int = 0


@dataclass(frozen=True)
class Mention:
    """Where a name stands in the text that was searched, without the Arabic prefix written before it."""

    key: Hashable
    start: int
    end: int


class _Pattern(NamedTuple):
    text: str
    after_lam: bool


class _Hit(NamedTuple):
    pattern: _Pattern
    start: int
    end: int


class _Claim(NamedTuple):
    """A place that a name takes; without a key nobody knows whose name it is, and no shorter one counts."""

    start: int
    end: int
    layer: int
    key: Hashable | None


class NameIndex:
    """All names, compiled once; ``find`` reads a text of 3,000 words against 20,000 names in milliseconds.

    A name is also found where one of its words is written as another of its family.
    """

    def __init__(self, entries: Iterable[tuple], families: Families | None = None):
        self._families = families or Families([])
        self._entries: dict[_Pattern, list[Entry]] = defaultdict(list)
        self._contexts: set[str] = set()
        for entry in entries:
            self._add(Entry(*entry))
        self._automaton = self._compile()

    def find(self, text: str, *, certain: Collection[Hashable] = ()) -> list[Mention]:
        """Return the mentions in ``text``, in order: of two that overlap, the longer one counts.

        A name that two things share is proposed for neither, unless its context speaks for one of them.
        ``certain`` are the keys of which an editor has said that the text speaks: they need no context.
        """
        if not self._entries:
            return []
        reading = Reading(text)
        hits = list(self._hits(reading))
        present = {hit.pattern.text for hit in hits if self._is_context(hit, reading)}
        claims = set()
        for hit in hits:
            if hit.pattern in self._entries and reading.is_whole_name(hit):
                claims.update(self._claims(hit, reading, present, certain))
        return [Mention(claim.key, claim.start, claim.end) for claim in _longest(claims) if claim.key]

    def _add(self, entry):
        name = folded_name(entry.name)
        if not _is_long_enough(name):
            return
        variants = map(comparable, self._families.variants(fold(entry.name)))
        for spelling in dict.fromkeys([name, *variants]):
            self._entries[_Pattern(spelling, after_lam=False)].append(entry)
            if spelling.startswith(ARTICLE):
                # The article loses its alef after lam: li + al-hay'a is written llhy'a.
                self._entries[_Pattern(spelling[1:], after_lam=True)].append(entry)
        self._contexts.update(_context_key(word) for word in entry.context)

    def _compile(self):
        automaton = ahocorasick.Automaton()
        patterns = defaultdict(list)
        for pattern in self._entries:
            patterns[pattern.text].append(pattern)
        for word in self._contexts - patterns.keys():
            patterns[word].append(_Pattern(word, after_lam=False))
        for text, variants in patterns.items():
            automaton.add_word(text, variants)
        automaton.make_automaton()
        return automaton

    def _hits(self, reading):
        for last, patterns in self._automaton.iter(reading.text):
            for pattern in patterns:
                yield _Hit(pattern, last + 1 - len(pattern.text), last + 1)

    def _is_context(self, hit, reading):
        return hit.pattern.text in self._contexts and reading.is_context(hit)

    def _claims(self, hit, reading, present, certain):
        written = reading.original(hit)
        layers = defaultdict(list)
        for entry in self._entries[hit.pattern]:
            if is_written_as(entry.name, written):
                layers[entry.layer].append(entry)
        for layer, entries in layers.items():
            yield _Claim(*reading.span(hit), layer, _only_key(entries, present, certain))


def _only_key(entries, present, certain):
    """Whose name it is, where that is sure."""
    keys = {entry.key for entry in entries if entry.key in certain}
    keys = keys or {entry.key for entry in entries if _is_in_context(entry, present)}
    return keys.pop() if len(keys) == 1 else None


def _longest(claims):
    """Keep the longest of those that overlap within a layer."""
    chosen: list[_Claim] = []
    taken: dict[int, set[int]] = defaultdict(set)
    for claim in sorted(claims, key=lambda claim: (claim.start - claim.end, claim.start, claim.layer)):
        positions = range(claim.start, claim.end)
        if taken[claim.layer].isdisjoint(positions):
            taken[claim.layer].update(positions)
            chosen.append(claim)
    return sorted(chosen, key=lambda claim: (claim.start, -claim.end, -claim.layer))


def _context_key(word):
    folded = folded_name(word)
    return folded.removeprefix(ARTICLE) or folded


def _is_long_enough(name):
    """Arabic has no capitals to tell a name of two letters from a word."""
    letters = [character for character in name if character.isalnum()]
    return len(letters) >= (SHORTEST_ARABIC if any(map(is_arabic, letters)) else 1)


def _is_in_context(entry, present):
    return not entry.context or any(_context_key(word) in present for word in entry.context)
