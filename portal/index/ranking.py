"""Which of the matches come first: the same numbers on every database, for no database takes part.

What a match says in its headline, or is called, counts more than what stands in its standfirst, and that more
than its body; the form that was typed more than another of the same stem. Every match of a common word is in
its body at least, so a body alone earns nothing. Equals are in order of publication, the newest first.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from portal.bilingual import analysis

from . import lexemes
from .documents import Kind
from .looking_for import is_called, said_in, words_of
from .queries import All, AnyOf, Named, Node, Not, Phrase, Query, Word

#: A thing of the very name that was typed comes before whatever speaks of it.
OF_THAT_NAME = 50.0
#: Less so where other words are typed beside the name: they may be about it.
OF_A_NAME_AMONG_WORDS = 12.0
WHOLE_TITLE, RUN_IN_TITLE = 20.0, 6.0
TITLE_AS_TYPED, TITLE = 10.0, 8.0
STANDFIRST_AS_TYPED, STANDFIRST = 5.0, 4.0
SPEAKS_OF_IT = 3.0
AS_TYPED = 1.5
#: Of a larger family the words are looked up together, for which the match is cut into its words first.
MOST_ONE_BY_ONE = 4
#: What each further alternative adds that a match has beside the best one.
ALSO = 0.5


class Row(NamedTuple):
    """The columns of a row of the index that ranking reads."""

    id: int
    kind: str
    thing: int
    published_at: datetime | None
    topic: int | None
    organizations: str
    headline: str
    standfirst: str
    titles: str


Score = Callable[[Row], float]


def scorer(query: Query, as_typed: Collection[int]) -> Score:
    """What a row is worth; ``as_typed`` are those that hold the query's words in the very form typed."""
    of_node = _score_of(query.root)
    sequence = lexemes.sequence_of([] if is_called(query.root) else _stems_in_order(query.root))
    title = f"{lexemes.FIELD_MARK}{sequence}{lexemes.FIELD_MARK}"

    def score(row):
        points = of_node(row)
        if row.id in as_typed:
            points += AS_TYPED
        if sequence and title in row.titles:
            return points + WHOLE_TITLE
        if len(sequence) > 1 and sequence in row.titles:
            return points + RUN_IN_TITLE
        return points

    return score


def things_named(node: Node) -> set[tuple[str, int]]:
    """What the query asks for by name."""
    match node:
        case Named(keys):
            return {(str(kind), pk) for kind, pk in keys}
        case All(nodes) | AnyOf(nodes):
            return set().union(*map(things_named, nodes))
    return set()


def _score_of(node: Node, of_that_name: float = OF_THAT_NAME) -> Score:
    match node:
        case Word(text, family):
            return _best_of([_word(text), *_inexact(family)])
        case Phrase(words):
            return _phrase(words)
        case Named(keys, names):
            return _named(keys, names, of_that_name)
        case All(nodes):
            return _sum_of(_scores_of_all([inner for inner in said_in(nodes) if not isinstance(inner, Not)]))
        case AnyOf(nodes):
            wanted = (inner for inner in _alike(node) if not isinstance(inner, Not))
            score = _alternatives([_score_of(inner, of_that_name) for inner in wanted])
            people = {thing for thing in things_named(node) if thing[0] == Kind.PERSON}
            return _of_these_people(score, people) if people else score
    return _nothing


def _alike(node: AnyOf) -> list[Node]:
    """Things under all their names come in one order, whichever was typed."""
    return [inner for inner in node.nodes if isinstance(inner, Named) or not is_called(node)]


def _scores_of_all(nodes) -> list[Score]:
    """Of several names nobody asks for the things themselves, but for what there is between them.

    Beside somebody's name that of an organisation says who is meant.
    """
    names = {frozenset(named) for node in nodes if (named := things_named(node))}
    people = [named for named in names if any(kind == Kind.PERSON for kind, _pk in named)]
    if len(names) > 1:
        return [
            _score_of(node, OF_A_NAME_AMONG_WORDS) if [things_named(node)] == people else _spoken_of(node)
            for node in nodes
        ]
    is_name_alone = all(map(things_named, nodes))
    return [_score_of(node, OF_THAT_NAME if is_name_alone else OF_A_NAME_AMONG_WORDS) for node in nodes]


def _spoken_of(node) -> Score:
    score, things = _score_of(node, SPEAKS_OF_IT), things_named(node)
    return lambda row: SPEAKS_OF_IT if (row.kind, row.thing) in things else score(row)


def _of_these_people(score, people) -> Score:
    """Whoever is called so in part only is somebody else."""
    return lambda row: 0.0 if row.kind == Kind.PERSON and (row.kind, row.thing) not in people else score(row)


def _nothing(row):
    return 0.0


def _word(text) -> Score:
    return _sum_of([_one_word(word, text[word.start : word.end]) for word in words_of(text)])


def _one_word(word, text) -> Score:
    stems = _as_kept(map(lexemes.of_stem, analysis.stems_asked_for(text)))
    (typed,) = _as_kept([lexemes.of_form(word.exact)])

    def score(row):
        if typed in row.headline:
            return TITLE_AS_TYPED
        if _holds_any(row.headline, stems):
            return TITLE
        if typed in row.standfirst:
            return STANDFIRST_AS_TYPED
        return STANDFIRST if _holds_any(row.standfirst, stems) else 0.0

    return score


def _holds_any(text, lexemes):
    # A loop: ``any`` would take most of the time of a search.
    for lexeme in lexemes:  # noqa: SIM110
        if lexeme in text:
            return True
    return False


def _inexact(family) -> list[Score]:
    """A word of the same family never counts as what was typed."""
    if len(family) <= MOST_ONE_BY_ONE:
        return [_relative(text) for text in family]
    single = [text for text in family if len(words_of(text)) == 1]
    return [_any_relative(single), *(_relative(text) for text in family if text not in single)]


def _relative(text) -> Score:
    score = _word(text)
    highest = TITLE * len(words_of(text))
    return lambda row: min(score(row), highest)


def _any_relative(texts) -> Score:
    """The best of many: whichever there are, a match is asked four times at most."""
    words = [text[word.start : word.end] for text in texts for word in words_of(text)]
    forms = {lexemes.of_form(word.exact) for text in texts for word in words_of(text)}
    stems = {lexemes.of_stem(stem) for word in words for stem in analysis.stems_asked_for(word)}

    def score(row):
        headline, standfirst = _lexemes_in(row.headline), _lexemes_in(row.standfirst)
        if not (forms.isdisjoint(headline) and stems.isdisjoint(headline)):
            return TITLE
        if not forms.isdisjoint(standfirst):
            return STANDFIRST_AS_TYPED
        return 0.0 if stems.isdisjoint(standfirst) else STANDFIRST

    return score


@lru_cache(maxsize=2)
def _lexemes_in(text):
    """All words are asked of one match before the next."""
    return frozenset(text.split())


def _phrase(words) -> Score:
    runs = analysis.runs_of([text[word.start : word.end] for text in words for word in words_of(text)])
    sequences = [lexemes.sequence_of(run) for run in runs if run]
    points = TITLE_AS_TYPED * len(runs[0]) if runs else 0.0
    return lambda row: points if _holds_any(row.titles, sequences) else 0.0


def _named(keys, names, of_that_name) -> Score:
    things = {(str(kind), pk) for kind, pk in keys}

    def score(row):
        return of_that_name if (row.kind, row.thing) in things else SPEAKS_OF_IT

    return _alternatives([score, _best_of(list(map(_spelled, names)))]) if names else score


def _spelled(name) -> Score:
    """One name, of one word or of several."""
    if isinstance(name, Word):
        return _score_of(name)
    in_title = _phrase(name.words)
    each = list(map(_word, name.words))

    def score(row):
        if in_title(row):
            return TITLE_AS_TYPED
        return min(STANDFIRST_AS_TYPED, *(of_word(row) for of_word in each))

    return score


def _best_of(scores) -> Score:
    if len(scores) == 1:
        return scores[0]
    return lambda row: max([score(row) for score in scores])  # a generator takes half as long again


def _sum_of(scores) -> Score:
    if len(scores) == 1:
        return scores[0]
    return lambda row: sum(score(row) for score in scores)


def _alternatives(scores) -> Score:
    def score(row):
        points = [score(row) for score in scores]
        best = max(points, default=0.0)
        return best + ALSO * (sum(points) - best)

    return score


def _stems_in_order(node: Node) -> Iterator[str]:
    """The words of the query one after the other, where it is one way of saying one thing."""
    match node:
        case Word(text):
            yield from _stems_of([text])
        case Phrase(words):
            yield from _stems_of(words)
        case All(nodes):
            for inner in nodes:
                yield from _stems_in_order(inner)
        case AnyOf(_nodes, typed) if typed is not None:
            yield from _stems_in_order(typed)
        case AnyOf(nodes):
            spelled = [inner for inner in nodes if not isinstance(inner, Named)]
            if len(spelled) == 1:
                yield from _stems_in_order(spelled[0])


def _stems_of(texts) -> Iterator[str]:
    for text in texts:
        yield from filter(
            None, (analysis.phrase_stem(text[word.start : word.end]) for word in words_of(text))
        )


def _as_kept(texts) -> tuple[str, ...]:
    return tuple(f" {text} " for text in texts)
