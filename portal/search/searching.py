"""One search: what was typed is read, the index asked, and asked again where the page needs to know more."""

from dataclasses import dataclass, replace
from itertools import islice

from portal.bilingual.languages import other
from portal.index import All, AnyOf, Count, Filters, Found, Named, Phrase, Word, names
from portal.index.engine import TookTooLong
from portal.index.engines import engine
from portal.index.limits import optional

from .reading import Reading, read
from .snippets import Wanted

#: For so many words that were typed the index is asked for near ones, and so many corrections are tried.
MOST_WORDS = 4
MOST_TRIED = 3


@dataclass(frozen=True)
class Searched:
    """``found`` is what the page shows, ``of_any_kind`` what its tabs count: the same without a kind."""

    reading: Reading
    found: Found
    of_any_kind: Found

    @classmethod
    def of(cls, asked, language):
        """Raises ``TookTooLong``."""
        reading = read(asked.text, language, asked.filters, asked.order)
        if reading.query is None:
            return cls(reading, Found(), Found())
        found = engine().find(reading.query)
        if asked.kind is None:
            return cls(reading, found, found)
        every = replace(reading.query, filters=reading.query.filters.without("kind"))
        return cls(reading, found, engine().find(every))

    def elsewhere(self):
        """How much the same search finds in the other language."""
        return self._count(language=other(self.reading.query.language))

    def without_filters(self):
        return self._count(filters=Filters())

    def _count(self, **changed):
        return _count_or_go_without(replace(self.reading.query, **changed))


def did_you_mean(asked, searched, language):
    """What was typed with words of the index in place of misspelt ones, if that finds something; else ''."""
    for text in islice(_corrections(asked.text, searched, language), MOST_TRIED):
        reading = read(text, language, asked.filters, asked.order)
        if _count_or_go_without(reading.query):
            return text
    return ""


def _count_or_go_without(query):
    """For more than the page was asked for: what takes too long isn't told."""
    try:
        with optional():
            return engine().count(query) if query else Count()
    except TookTooLong:
        return Count()


def words_of(node):
    """The single words of a query that a result should hold."""
    if isinstance(node, Word):
        yield node.text
    elif isinstance(node, Phrase):
        yield from node.words
    elif isinstance(node, (All, AnyOf)):
        for inner in node.nodes:
            yield from words_of(inner)


def wanted_of(query):
    """What to mark in the results; what is named is marked under each of its names. One query at most."""
    keys = {key for node in _named(query.root) for key in node.keys}
    return Wanted.of(query.root, names.called(keys) if keys else {})


def _named(node):
    if isinstance(node, Named):
        yield node
    elif isinstance(node, (All, AnyOf)):
        for inner in node.nodes:
            yield from _named(inner)


def _corrections(text, searched, language):
    """All words corrected at once, then one at a time, the likeliest first."""
    words = list(dict.fromkeys(words_of(searched.reading.query.root)))[:MOST_WORDS]
    near = {word: found[0] for word in words if (found := engine().near_words(word, language))}
    if len(near) > 1:
        yield _replaced(text, near)
    for word, correction in near.items():
        yield _replaced(text, {word: correction})


def _replaced(text, corrections):
    for word, correction in corrections.items():
        text = text.replace(word, correction, 1)
    return text
