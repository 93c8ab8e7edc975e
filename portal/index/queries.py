"""A search as a tree, which each engine writes in its own language.

``Query.root`` never holds ``Not`` alone: something has to be asked for.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from .documents import Key, Kind


@dataclass(frozen=True)
class Word:
    """A word as it was typed, and the words of its family, any of which will do."""

    text: str
    family: tuple[str, ...] = ()


@dataclass(frozen=True)
class Phrase:
    """Words that stand side by side, in this order."""

    words: tuple[str, ...]


@dataclass(frozen=True)
class Named:
    """Everything that is, or speaks of, one of these things, or that has one of these names in its text."""

    keys: tuple[Key, ...]
    names: tuple[Word | Phrase, ...] = ()


@dataclass(frozen=True)
class Not:
    node: "Node"


@dataclass(frozen=True)
class All:
    nodes: tuple["Node", ...]


@dataclass(frozen=True)
class AnyOf:
    """``typed`` is the one of them that was typed, where the others only mean the same."""

    nodes: tuple["Node", ...]
    typed: "Node | None" = None


Node = Word | Phrase | Named | Not | All | AnyOf


class Order(StrEnum):
    RELEVANCE = "relevance"
    NEWEST = "newest"


@dataclass(frozen=True)
class Filters:
    """What narrows a search: each that is given. ``since`` and ``until`` are days in Kuwait, included."""

    kind: Kind | None = None
    topic: int | None = None
    organization: int | None = None
    since: date | None = None
    until: date | None = None

    def without(self, *names: str) -> "Filters":
        return replace(self, **dict.fromkeys(names))


@dataclass(frozen=True)
class Query:
    """What is looked for in one language. ``includes_drafts`` is for editors."""

    root: Node
    language: str
    filters: Filters = Filters()
    order: Order = Order.RELEVANCE
    includes_drafts: bool = False
