"""One search: what was typed is read, the index asked, and asked again where the page needs to know more."""

import time
from dataclasses import dataclass, replace
from itertools import islice

from django.utils.translation import gettext as _

from portal.bilingual.analysis import is_stop_word
from portal.bilingual.languages import other
from portal.bilingual.templatetags.bilingual import quantity
from portal.index import All, AnyOf, Count, Filters, Found, Named, Phrase, Word, names
from portal.index.engine import TookTooLong
from portal.index.engines import engine
from portal.index.limits import optional

from .reading import Notice, Reading, read
from .snippets import Wanted

#: So many of the words that were typed are looked at one by one, and so many corrections are tried.
MOST_WORDS = 4
MOST_TRIED = 3
#: Each question has its own limit; all that corrections need together must not take many times as long.
SECONDS_OF_CORRECTING = 1.0


@dataclass(frozen=True)
class Searched:
    """``found`` is what the page shows, ``of_any_kind`` what its tabs count: the same without a kind."""

    reading: Reading
    found: Found
    of_any_kind: Found

    @classmethod
    def of(cls, asked, language):
        """Raises ``TookTooLong``."""
        reading = read(asked.typed, language, asked.filters, asked.order)
        if reading.query is None:
            return cls(reading, Found(), Found())
        found = engine().find(reading.query)
        if asked.kind is None:
            return cls(reading, found, found)
        every = replace(reading.query, filters=reading.query.filters.without("kind"))
        return cls(reading, found, engine().find(every))

    @property
    def notices(self):
        """What was not looked for, or not everywhere."""
        if not self.found.looked_in:
            return self.reading.notices
        message = _("A phrase is looked for in the newest %(number)s texts that have all its words.")
        return *self.reading.notices, Notice(message % {"number": quantity(self.found.looked_in)})

    def elsewhere(self):
        """How much the same search finds in the other language."""
        return self._count(language=other(self.reading.query.language))

    def without_filters(self):
        return self._count(filters=Filters())

    def _count(self, **changed):
        return _count_or_go_without(replace(self.reading.query, **changed))


def did_you_mean(asked, searched, language):
    """What was typed with words of the index in place of misspelt ones, if that finds something; else ''."""
    until = time.monotonic() + SECONDS_OF_CORRECTING
    try:
        for text in islice(_corrections(asked.text, searched, language, until), MOST_TRIED):
            _keep_to(until)
            reading = read(text, language, asked.filters, asked.order)
            if _count_or_go_without(reading.query):
                return text
    except TookTooLong:
        pass  # nothing was found, and that can be said without it
    return ""


def words_that_find(asked, searched, language):
    """Those of several words that find something by themselves, each with what it finds."""
    words = list(dict.fromkeys(words_of(searched.reading.query.root)))
    telling = [word for word in words if not is_stop_word(word)] if len(words) > 1 else []
    found = ((word, _find_word(word, asked, language)) for word in telling[:MOST_WORDS])
    return [(word, one) for word, one in found if one]


def _find_word(word, asked, language):
    return _count_or_go_without(read(word, language, asked.filters, asked.order).query)


def _keep_to(until):
    if time.monotonic() > until:
        raise TookTooLong


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
        typed = getattr(node, "typed", None)
        for inner in node.nodes if typed is None else [typed]:
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


def _corrections(text, searched, language, until):
    """All words corrected at once, then one at a time, the likeliest first."""
    near = {}
    for word in list(dict.fromkeys(words_of(searched.reading.query.root)))[:MOST_WORDS]:
        _keep_to(until)
        if found := engine().near_words(word, language):
            near[word] = found[0]
    if len(near) > 1:
        yield _replaced(text, near)
    for word, correction in near.items():
        yield _replaced(text, {word: correction})


def _replaced(text, corrections):
    for word, correction in corrections.items():
        text = text.replace(word, correction, 1)
    return text
