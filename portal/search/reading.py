"""From what a reader types to what the index is asked.

Every word has to be there, in any of its forms; «…» are words side by side; -word is left out; «أو», OR and |
let one of two do. Words that are somebody's name also find what is linked to them or calls them otherwise, so
that each name of somebody finds the same.
"""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from django.utils.translation import gettext as _

from portal.bilingual.analysis import tokens
from portal.bilingual.arabic import fold
from portal.bilingual.text import clean_line, cut_at_word
from portal.index import All, AnyOf, Filters, Kind, Named, Node, Not, Order, Phrase, Query, Word
from portal.index.documents import AUTHOR
from portal.index.names import Span, recognize, said

from .expressions import expressions, of_office
from .families import families
from .pieces import Piece, pieces

LONGEST_TEXT = 200
MOST_WORDS = 12
#: So many names are looked for beside the one that was typed.
MOST_NAMES = 12
#: Of what was cut off so much is shown.
LONGEST_SHOWN = 60
NO_FILTERS = Filters()
#: Before a person's name they say nothing, and no text may have them: folded. An office is none of them.
COURTESIES = frozenset(
    {
        *("سيد", "سيده", "استاذ", "استاذه", "دكتور", "دكتوره", "مهندس", "مهندسه", "سعاده", "معالي"),
        *("mr", "mrs", "ms", "dr", "eng", "prof", "he"),
    }
)


class Notice(NamedTuple):
    """Something that was not looked for, in words, and what it was: that may be in either language."""

    message: str
    left_out: str = ""

    def __str__(self):
        return f"{self.message} {self.left_out}".strip()


class Reading(NamedTuple):
    """``query`` is None where nothing is asked for."""

    query: Query | None
    notices: tuple[Notice, ...]


def read(
    text: str,
    language: str,
    filters: Filters = NO_FILTERS,
    order: Order = Order.RELEVANCE,
    *,
    includes_drafts: bool = False,
) -> Reading:
    """Read what was typed. Three queries at most: names, their others, whether word families have changed."""
    text, cut_off = _cut(text)
    typed, left_out = _fewer(_with_meaning(list(pieces(text))))
    root, is_only_without = _tree(typed)
    notices = []
    if cut_off:
        message = _("A search has at most %(most)d letters. Left out:") % {"most": LONGEST_TEXT}
        notices.append(Notice(message, cut_off))
    if left_out:
        message = _("A search has at most %(most)d words. Left out:") % {"most": MOST_WORDS}
        notices.append(Notice(message, " ".join(left_out)))
    if is_only_without:
        notices.append(Notice(_("Type also what to look for: this says only what to leave out.")))
    query = root and Query(root, language, filters, order, includes_drafts)
    return Reading(query, tuple(notices))


def query_of_editor(text: str, language: str, filters: Filters, order: Order) -> Query | None:
    """What an editor asks for who types this into a list."""
    return read(text, language, filters, order, includes_drafts=True).query


def _cut(text):
    """The text that is read, and the beginning of the rest."""
    text = clean_line(text[: 10 * LONGEST_TEXT])
    kept = cut_at_word(text, LONGEST_TEXT)
    rest = text[len(kept) :].strip()
    shown = cut_at_word(rest, LONGEST_SHOWN)
    return kept, shown if shown == rest else f"{shown}…"


def _with_meaning(typed):
    """Who types nothing but «أو» looks for that word."""
    if all(piece.is_or for piece in typed):
        return [Piece((word,)) for piece in typed for word in piece.words]
    return typed


def _fewer(typed):
    """The pieces that are looked for, and the words of the others. Of what is left out nothing is cut off."""
    kept, left_out, room = [], [], MOST_WORDS
    for piece in typed:
        size = 0 if piece.is_or else len(piece.words)
        if size > room and piece.is_phrase and not piece.is_without and room > 1:
            left_out += piece.words[room:]
            piece, size = piece._replace(words=piece.words[:room]), room
        if size <= room:
            kept.append(piece)
            room -= size
        else:
            left_out += piece.words
    return kept, left_out


def _tree(typed):
    """The whole as one node, None where nothing is asked for; and whether it only says what to leave out."""
    runs = list(_runs(typed))
    choices, unwanted = [], []
    may_join = joins = False
    for run, nodes in zip(runs, _nodes(runs), strict=True):
        first = run[0]
        if first.is_or:
            joins = may_join
            continue
        if first.is_without:
            unwanted.append(Not(_together(nodes)))
        else:
            if joins:
                choices[-1].append(nodes.pop(0))
            choices += [[node] for node in nodes]
        may_join, joins = not first.is_without, False
    if not choices:
        return None, bool(unwanted)
    return _together([*map(_either, choices), *unwanted]), False


def _runs(typed) -> Iterator[list[Piece]]:
    """The words between all else, which may be names together; and all else by itself."""
    run = []
    for piece in typed:
        if not (piece.is_phrase or piece.is_without or piece.is_or):
            run.append(piece)
            continue
        if run:
            yield run
        yield [piece]
        run = []
    if run:
        yield run


def _nodes(runs):
    """For each run what it asks for. What stands in quotation marks is meant to the letter."""
    words = [[word for piece in run for word in piece.words] for run in runs]
    is_quoted = [run[0].is_phrase or run[0].is_or for run in runs]
    spans = recognize([[] if quoted else typed for typed, quoted in zip(words, is_quoted, strict=True)])
    others = said({key for of_run in spans for span in of_run for key in span.keys})
    known = families() if runs else None
    for run, typed, named in zip(runs, words, spans, strict=True):
        if run[0].is_phrase:
            yield [Phrase(tuple(typed))]
        else:
            nodes = [AnyOf(_named_or_typed(typed, span, others, known)) for span in named]
            yield list(_named_and_other(typed, named, nodes, known))


def _named_or_typed(typed, span, others, known):
    """What these words name, under all its names, beside the words.

    An organisation's name is looked for as it stands, as its others are, so that each of them finds the same.
    """
    words = typed[span.start : span.end]
    names = islice(dict.fromkeys(name for key in span.keys for name in others.get(key, ())), MOST_NAMES)
    spelled = tuple(_side_by_side([name[at.start : at.end] for at in tokens(name)], known) for name in names)
    is_body = spelled and any(kind == Kind.ORGANIZATION for kind, _pk in span.keys)
    alone = _side_by_side(words, known) if is_body else _together([_word(word, known) for word in words])
    return Named(span.keys, spelled), alone


def _side_by_side(words, known):
    return Phrase(tuple(words)) if len(words) > 1 else _word(words[0], known)


def _word(word, known, others=()):
    return Word(word, (*known.relatives_of(word), *others))


def _named_and_other(typed, spans: list[Span], named: list[Node], known) -> Iterator[Node]:
    last = 0
    for span, node in zip(spans, named, strict=True):
        before = _without_courtesies(typed[last : span.start], span)
        yield from _meant(before, known)
        yield node
        last = span.end
    yield from _meant(typed[last:], known)


def _meant(typed, known) -> Iterator[Node]:
    """Words that are no name: expressions in every way to say them, and the others by themselves."""
    words = [_word(word, known, of_office(typed, place)) for place, word in enumerate(typed)]
    last = 0
    for start, end, others in expressions(typed):
        yield from words[last:start]
        alone = _together(words[start:end])
        said = (_side_by_side([name[at.start : at.end] for at in tokens(name)], known) for name in others)
        yield AnyOf((alone, *said), typed=alone)
        last = end
    yield from words[last:]


def _without_courtesies(before, span):
    if any(kind in (Kind.PERSON, AUTHOR) for kind, _pk in span.keys):
        while before and fold(before[-1]).removeprefix("ال") in COURTESIES:
            before = before[:-1]
    return before


def _together(nodes):
    return nodes[0] if len(nodes) == 1 else All(tuple(nodes))


def _either(nodes):
    return nodes[0] if len(nodes) == 1 else AnyOf(tuple(nodes))
