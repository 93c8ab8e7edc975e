"""A query as the lexemes that a document must have, for engines that know lexemes and sequences only.

A tree becomes branches, any of which will do: parts that an index of lexemes answers, and phrases, which are
looked for in the sequences of what the index finds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

from portal.bilingual import analysis

from . import lexemes
from .documents import Kind
from .queries import All, AnyOf, Filters, Named, Node, Not, Phrase, Query, Word

#: Where ORs of phrases would make more branches, their words will do, wherever they stand.
MOST_BRANCHES = 16


@dataclass(frozen=True)
class Has:
    lexeme: str


@dataclass(frozen=True)
class Lacks:
    lexeme: str


@dataclass(frozen=True)
class Every:
    parts: tuple["Part", ...]


@dataclass(frozen=True)
class Some:
    parts: tuple["Part", ...]


@dataclass(frozen=True)
class _Sequence:
    """A phrase on its way into a branch: its words, and how they may follow each other."""

    words: "Part"
    texts: tuple[str, ...]
    is_wanted: bool = True


Part = Has | Lacks | Every | Some


@dataclass(frozen=True)
class Branch:
    """``part`` asks for something. A match holds one sequence of each of ``phrases``, none of ``without``."""

    part: Part
    phrases: frozenset[tuple[str, ...]] = frozenset()
    without: frozenset[str] = frozenset()


def branches_of(query: Query) -> list[Branch]:
    """None where nothing is asked for, as in a query of signs."""
    wanted = _wanted(query.root)
    if wanted is None or not _asks(wanted):
        return []
    branches = _branches(wanted)
    if len(branches) > MOST_BRANCHES:
        branches = [((_loosened(wanted),), frozenset(), frozenset())]
    filters = tuple(map(Has, _marks_of(query.filters)))
    return [Branch(_flat(Every, (*parts, *filters)), *phrases) for parts, *phrases in branches]


def as_typed(query: Query) -> Part | None:
    """What documents have that hold every word of the query in the very form it was typed in.

    Where parts of it will do, that is asked of each part. Names have no form, and a phrase needs none.
    """
    return _as_typed(query.root)


def words_of(text: str) -> list[analysis.Token]:
    """The words in what was typed as one: "e-mail" has two."""
    return list(analysis.tokens(text))


def is_called(node: Node) -> bool:
    """Whether a node asks for things under all their names alike, whichever was typed."""
    return isinstance(node, AnyOf) and any(isinstance(inner, Named) and inner.names for inner in node.nodes)


def said_in(nodes: tuple[Node, ...]) -> list[Node]:
    """The nodes without stop words, where something else is asked for."""
    telling = [node for node in nodes if not _says_nothing(node)]
    return telling if any(not isinstance(node, Not) for node in telling) else list(nodes)


def _says_nothing(node):
    """Asked of the words as they were typed: folded, «على» is the name «علي»."""
    if not isinstance(node, Word):
        return False
    words = [node.text[word.start : word.end] for word in words_of(node.text)]
    return all(map(analysis.is_stop_word, words))


def _wanted(node: Node):
    """The node in lexemes, or nothing where it has no letter."""
    match node:
        case Word(text, family):
            return _one_of(Some, map(_word, (text, *family)))
        case Phrase(words):
            return _phrase(words)
        case Named(keys, names):
            return _one_of(Some, [*(Has(lexemes.of_thing(key)) for key in keys), *map(_wanted, names)])
        case Not(inner):
            return _opposite(_wanted(inner))
        case All(nodes):
            return _one_of(Every, map(_wanted, said_in(nodes)))
        case AnyOf(nodes):
            return _one_of(Some, map(_wanted, nodes))


def _word(text):
    return _one_of(Every, [_stems(text[word.start : word.end]) for word in words_of(text)])


def _stems(word):
    return _one_of(Some, [Has(lexemes.of_stem(stem)) for stem in analysis.stems_asked_for(word)])


def _spelled(texts):
    return [text[word.start : word.end] for text in texts for word in words_of(text)]


def _phrase(texts):
    """One word is no phrase. Stop words count for the order only: they are in every text."""
    words = list(filter(analysis.phrase_stem, _spelled(texts)))
    runs = analysis.runs_of(words)
    if not runs:
        return None
    telling = [place for place, word in enumerate(words) if not analysis.is_stop_word(word)]
    ways = [dict.fromkeys(run[place] for run in runs) for place in telling or range(len(words))]
    parts = _one_of(Every, [_one_of(Some, [Has(lexemes.of_stem(stem)) for stem in stems]) for stems in ways])
    if len(words) == 1:
        return parts
    return _Sequence(parts, tuple(map(lexemes.sequence_of, runs)))


def _opposite(part):
    match part:
        case None:
            return None
        case Has(lexeme):
            return Lacks(lexeme)
        case Lacks(lexeme):
            return Has(lexeme)
        case Every(parts):
            return _flat(Some, tuple(map(_opposite, parts)))
        case Some(parts):
            return _flat(Every, tuple(map(_opposite, parts)))
        case _Sequence(words, texts, is_wanted):
            return _Sequence(words, texts, not is_wanted)


def _one_of(kind, parts):
    parts = tuple(dict.fromkeys(part for part in parts if part is not None))
    return _flat(kind, parts) if parts else None


def _flat(kind, parts):
    flat = []
    for part in parts:
        flat += part.parts if isinstance(part, kind) else [part]
    return flat[0] if len(flat) == 1 else kind(tuple(dict.fromkeys(flat)))


def _asks(part) -> bool:
    match part:
        case Has():
            return True
        case Lacks():
            return False
        case Every(parts):
            return any(map(_asks, parts))
        case Some(parts):
            return all(map(_asks, parts))
        case _Sequence():
            return part.is_wanted


def _branches(part) -> list[tuple]:
    """``(parts, phrases, without)`` of each branch; one more than there may be is enough to know."""
    match part:
        case _Sequence(words, texts, True):
            return [((words,), frozenset([texts]), frozenset())]
        case _Sequence(_words, texts, False):
            return [((), frozenset(), frozenset(texts))]
        case Every(parts):
            return reduce(_crossed, map(_branches, parts))
        case Some(parts) if _holds_sequence(part):
            return [branch for inner in _fewest(parts) for branch in _branches(inner)][: MOST_BRANCHES + 1]
    return [((part,), frozenset(), frozenset())]


def _fewest(parts):
    """Of the alternatives those without a phrase are one branch, and phrases are another one together."""
    plain = [part for part in parts if not _holds_sequence(part)]
    phrases = [part for part in parts if isinstance(part, _Sequence) and part.is_wanted]
    yield from [part for part in parts if part not in plain and part not in phrases]
    if plain:
        yield _flat(Some, tuple(plain))
    if phrases:
        texts = dict.fromkeys(text for phrase in phrases for text in phrase.texts)
        yield _Sequence(_flat(Some, tuple(phrase.words for phrase in phrases)), tuple(texts))


def _crossed(ones, others):
    crossed = [(a + x, b | y, c | z) for a, b, c in ones for x, y, z in others]
    return crossed[: MOST_BRANCHES + 1]


def _holds_sequence(part) -> bool:
    return isinstance(part, _Sequence) or any(map(_holds_sequence, getattr(part, "parts", ())))


def _loosened(part):
    match part:
        case _Sequence(words, _texts, is_wanted):
            return words if is_wanted else Has(lexemes.EVERYTHING)
        case Every(parts) | Some(parts):
            return _flat(type(part), tuple(map(_loosened, parts)))
    return part


def _marks_of(filters: Filters) -> Iterator[str]:
    if filters.kind is not None:
        yield lexemes.of_kind(filters.kind)
    if filters.topic is not None:
        yield lexemes.of_topic(filters.topic)
    if filters.organization is not None:
        yield lexemes.of_thing((Kind.ORGANIZATION, filters.organization))


def _as_typed(node: Node):
    match node:
        case Word(text):
            return _one_of(Every, map(_form, words_of(text)))
        case All(nodes):
            return _one_of(Every, map(_as_typed, said_in(nodes)))
        case AnyOf(_nodes, typed) if typed is not None:
            return _as_typed(typed)
        case AnyOf(nodes) if not is_called(node):
            return _one_of(Some, map(_part_as_typed, nodes))
    return None


def _part_as_typed(node):
    """Beside words of which one will do, a phrase counts by its own."""
    return _as_typed(All(tuple(map(Word, node.words))) if isinstance(node, Phrase) else node)


def _form(word):
    return Some((Has(lexemes.of_form(word.exact)), Has(lexemes.of_stem(word.exact))))
