"""Words that count as one: «بنك» and «بنوك», "centre" and "center"."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice, product

from portal.bilingual.analysis import phrase_stem, stems_asked_for
from portal.bilingual.arabic import fold

from .reading import ARTICLES, PREFIXES

#: Nothing first: a word that is in a family as it stands has no prefix.
_PREFIXES = ("", *sorted(PREFIXES | ARTICLES, key=len))
MOST_VARIANTS = 16
SHORTEST_TELLING = 3
MOST_RELATIVES = 40


class Families:
    """Word families, compiled. Families that have a word in common are one."""

    def __init__(self, families: Iterable[Iterable[str]]):
        self._families: dict[str, frozenset[str]] = {}
        for words in families:
            folded = frozenset(map(fold, words)) - {""}
            joined = folded.union(*(self._families.get(word, ()) for word in folded))
            self._families |= dict.fromkeys(joined, joined)

    def forms_of(self, word: str) -> list[str]:
        """All words that count as this one, folded, itself first; an Arabic prefix stays: البنوك, البنك."""
        word = fold(word)
        for prefix in _PREFIXES:
            if word.startswith(prefix) and (family := self._families.get(word[len(prefix) :])):
                return [word, *sorted({prefix + member for member in family} - {word})]
        return [word]

    def relatives_of(self, word: str) -> list[str]:
        """The other words that will do for this one in a search, as the families have them.

        Wider than ``forms_of``: «وزرائها» has the relatives of «وزراء», for the stem is the same. Families
        that have grown together are as long as editors please; a search looks for so many of theirs.
        """
        families = [self._families_by_stem.get(stem, frozenset()) for stem in stems_asked_for(word)]
        return sorted(frozenset().union(*families) - {fold(word)})[:MOST_RELATIVES]

    def variants(self, name: str) -> Iterator[str]:
        """The other ways to write a folded name; none where no word is left that tells it from others."""
        if not self._families:
            return
        forms = [self.forms_of(word) for word in name.split(" ")]
        if any(len(words) == 1 and len(words[0]) >= SHORTEST_TELLING for words in forms):
            yield from map(" ".join, islice(product(*forms), 1, MOST_VARIANTS))

    @cached_property
    def _families_by_stem(self):
        families: dict[str, frozenset[str]] = {}
        for word, family in self._families.items():
            stem = phrase_stem(word)
            families[stem] = families.get(stem, frozenset()) | family
        return families
