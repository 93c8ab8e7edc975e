"""From a text to what is indexed of it, and from a typed word to what is looked for."""

from collections.abc import Iterator
from typing import NamedTuple


class Token(NamedTuple):
    """A word of a text: where it stands in the original, its folded form, and its stems.

    The first stem is the one that ``phrase_stem`` gives; the others are further readings of the same word.
    """

    start: int
    end: int
    exact: str
    stems: tuple[str, ...]


def tokens(text: str) -> Iterator[Token]:
    """The words of a text in either script, in order; what is indexed. Linear in the length of any text."""
    raise NotImplementedError


def stems_asked_for(word: str) -> tuple[str, ...]:
    """What a typed word looks for: a text with any of these stems holds it. Empty where it has no letter.

    For every word of a text, at least one of these is among the stems that ``tokens`` gives for it.
    """
    raise NotImplementedError


def phrase_stem(word: str) -> str:
    """The one stem by which words that stand side by side are compared."""
    raise NotImplementedError


def is_stop_word(word: str) -> bool:
    """Whether a word says too little to be looked for beside others: «في», "the"."""
    raise NotImplementedError
