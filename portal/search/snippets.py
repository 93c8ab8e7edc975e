"""Where a text holds what was searched for: its own words, with the matches apart.

Nothing here makes markup: a text becomes parts, which templates escape and mark.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from portal.bilingual.analysis import is_stop_word, runs_of, stems_asked_for, stretch_with, tokens
from portal.bilingual.text import cut_at_word, is_mark
from portal.index import All, AnyOf, Named, Node, Phrase, Word

LONGEST = 200
#: So much stands before the first match, at most.
LEAD = 50
MOST_IN_WINDOW = 50
#: Further down nobody looks for the best place.
MOST_READ = 20_000

#: So many stop words are marked between two matches: «memorandum of understanding».
MOST_BETWEEN = 3

_BETWEEN = re.compile(r"(?:['\u2019]s\b)?[\s\u2010-\u2013-]*")
_SENTENCE_ENDS = re.compile(r"[.!?;؟؛:]\s+")
_TATWEEL = "\u0640"


class Part(NamedTuple):
    text: str
    is_match: bool = False


class Match(NamedTuple):
    """A place in a text, and which of the terms stands there."""

    start: int
    end: int
    term: Node


@dataclass(frozen=True)
class Wanted:
    """What is to be marked: words by any of their stems, and runs of stems; each belongs to a term.

    Stop words are marked between two matches only, unless nothing else is looked for.
    """

    stems: dict
    runs: tuple = ()
    stops: frozenset = frozenset()

    @classmethod
    def of(cls, root, called=None):
        """What a query looks for. ``called`` says for each thing it names what that is called, as stems."""
        stems, runs = {}, []
        leaves = list(_leaves(root))
        stops = _stop_words_beside_others([leaf for _term, leaf in leaves])
        for term, leaf in leaves:
            if isinstance(leaf, Named):
                runs += [(run, term) for key in leaf.keys for run in (called or {}).get(key, ())]
            elif isinstance(leaf, Phrase):
                runs += [(run, term) for run in runs_of(leaf.words)]
            elif leaf.text not in stops:
                looked_for = (stem for word in (leaf.text, *leaf.family) for stem in stems_asked_for(word))
                stems = dict.fromkeys(looked_for, term) | stems
        return cls(stems, tuple(runs), frozenset(stem for word in stops for stem in stems_asked_for(word)))

    @property
    def terms(self):
        return len({*self.stems.values(), *(term for _run, term in self.runs)})

    def matches(self, text):
        """Where in one line of text these stand, in order; a word is marked whole, joined letters and all."""
        start, end = stretch_with(text, self._telling)
        words = list(tokens(text[start:end]))
        places, wanted = {}, self.stems.keys()
        for number, word in enumerate(words):
            if wanted.isdisjoint(word.stems):
                continue
            stem = next(stem for stem in word.stems if stem in wanted)
            places[number] = self.stems[stem]
            if _reaches_on(stem, word) and number + 1 < len(words):
                places.setdefault(number + 1, self.stems[stem])
        for run, term in self.runs:
            for first in _places_of(run, words):
                for number in range(first, first + len(run)):
                    places.setdefault(number, term)
        places |= self._between(places, words)
        return [_whole(text, start, words[number], places[number]) for number in sorted(places)]

    @cached_property
    def _telling(self):
        """The stems that a line has where it has a match."""
        return {*self.stems, *(stem for run, _term in self.runs for stem in run)}

    def _between(self, places, words):
        """The stop words that were typed, where nothing else stands between two matches."""
        found = {}
        for before, after in pairwise(sorted(places)):
            gap = range(before + 1, after)
            if len(gap) <= MOST_BETWEEN and all(not self.stops.isdisjoint(words[here].stems) for here in gap):
                found |= dict.fromkeys(gap, places[before])
        return found


def marked(text, wanted):
    """The whole of a short text as parts."""
    return _parts(text, wanted.matches(text), 0, len(text))


def snippet(lines, wanted):
    """The first of the places with most different terms, as parts; the start of the text where none is."""
    best, best_line, is_first = [], "", True
    read = 0
    for number, line in enumerate(lines):
        window = _best_window(wanted.matches(line[:MOST_READ]))
        if _terms(window) > _terms(best):
            best, best_line, is_first = window, line, number == 0
        read += len(line)
        if _terms(best) >= wanted.terms or read > MOST_READ:
            break
    if not best:
        return _beginning(next(iter(lines), ""))
    return _cut(best_line, best, is_first)


def _leaves(node, term=None):
    """What is asked for, each with its term; a name and the words that it was typed in are one term.

    So are the other ways of saying what was typed.
    """
    if isinstance(node, (Word, Phrase, Named)):
        yield (node if term is None else term), node
    elif isinstance(node, (All, AnyOf)):
        for inner in node.nodes:
            yield from _leaves(inner, node if _means_one_thing(node) else term)


def _means_one_thing(node):
    is_choice = isinstance(node, AnyOf)
    return is_choice and (node.typed is not None or any(isinstance(inner, Named) for inner in node.nodes))


def _stop_words_beside_others(leaves):
    stops = [leaf.text for leaf in leaves if isinstance(leaf, Word) and is_stop_word(leaf.text)]
    return stops if len(stops) < len(leaves) else []


def _places_of(run, words):
    stems = [word.stems[0] for word in words]
    return (
        first for first in range(len(stems) - len(run) + 1) if tuple(stems[first : first + len(run)]) == run
    )


def _reaches_on(stem, word):
    """«cyber security» is found as one word, too: the stem of both is kept with the first."""
    return len(stem) > len(word.exact) and stem.startswith(word.exact)


def _whole(text, start, word, term):
    """With the vowel marks and the tatweel after the last letter: they can't stand in another element."""
    end = start + word.end
    while end < len(text) and (is_mark(text[end]) or text[end] == _TATWEEL):
        end += 1
    return Match(start + word.start, end, term)


def _terms(matches):
    return len({match.term for match in matches})


def _best_window(matches):
    """The first run of matches that fits and holds most different terms."""
    best = []
    for first, opening in enumerate(matches):
        near = matches[first : first + MOST_IN_WINDOW]
        window = [match for match in near if match.end - opening.start <= LONGEST - LEAD]
        if _terms(window) > _terms(best):
            best = window
    return best


def _cut(line, window, is_first):
    start = _word_start(line, max(0, window[0].start - LEAD), window[0].start)
    end = _word_end(line, min(len(line), max(start + LONGEST, window[-1].end)), window[-1].end)
    parts = _parts(line, window, start, end)
    if start or not is_first:
        parts.insert(0, Part("… "))
    if end < len(line):
        parts.append(Part(" …"))
    return parts


def _word_start(line, start, limit):
    """The sentence, or else the next word, that begins from here on and before the match."""
    if start == 0:
        return 0
    sentences = [end.end() for end in _SENTENCE_ENDS.finditer(line, start, limit)]
    if sentences:
        return sentences[-1]
    space = line.find(" ", start - 1, limit)
    return space + 1 if space >= 0 else limit


def _word_end(line, end, limit):
    if end == len(line):
        return end
    space = line.rfind(" ", limit, end + 1)
    return space if space >= 0 else _end_of_word(line, limit)


def _end_of_word(line, end):
    while end < len(line) and not line[end].isspace():
        end += 1
    return end


def _beginning(line):
    cut = cut_at_word(line, LONGEST)
    return [Part(cut if cut == line else f"{cut} …")] if cut else []


def _parts(text, matches, start, end):
    """The text from ``start`` to ``end``; matches that only a space or a hyphen parts are one."""
    joined = []
    for match in matches:
        if joined and _BETWEEN.fullmatch(text, joined[-1].end, match.start):
            joined[-1] = joined[-1]._replace(end=match.end)
        else:
            joined.append(match)
    parts, done = [], start
    for match in joined:
        if match.start > done:
            parts.append(Part(text[done : match.start]))
        parts.append(Part(text[match.start : match.end], is_match=True))
        done = match.end
    if done < end:
        parts.append(Part(text[done:end]))
    return parts
