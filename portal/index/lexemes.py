"""What a document is found by: its words as the analyser gives them, and marks for what it is and is about.

A lexeme is a stem as it is; ``=form`` the exact form of a word where that is no stem of it; ``@o5`` a thing
that the document is or is linked to; ``@t2`` its topic; ``@a`` its kind; ``@`` that it is a document at all.
"""

import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from portal.bilingual import analysis
from portal.bilingual.word_memory import by_word

from .documents import AUTHOR, Document, Key, Kind

LONGEST = 64
#: PostgreSQL takes a megabyte for one document; an article of ordinary length has a hundredth of it.
MOST_BYTES = 600_000
#: PostgreSQL needs so much beside the letters, the shelf among it.
_ROOM_BESIDE = 8
EVERYTHING = "@"
#: Stands between two fields of a sequence, so that no phrase reaches from one into the next.
FIELD_MARK = "|"
_LETTERS = {Kind.ARTICLE: "a", Kind.ORGANIZATION: "o", Kind.PERSON: "p", Kind.PARTNERSHIP: "e", AUTHOR: "w"}


@dataclass(frozen=True)
class Lexemes:
    """``headline`` and ``standfirst`` have spaces on either side of each lexeme, and every form as typed."""

    headline: str
    standfirst: str
    titles: str
    sequence: str
    everything: tuple[str, ...]


def of_document(document: Document) -> Lexemes:
    titles = [_Field(text) for text in (document.headline, *document.names)]
    standfirst, body = _Field(document.standfirst), _Field(document.body)
    headline = dict.fromkeys(lexeme for title in titles for lexeme in title.lexemes)
    return Lexemes(
        headline=_padded(dict.fromkeys(form for title in titles for form in title.forms) | headline),
        standfirst=_padded(standfirst.forms | standfirst.lexemes),
        titles=_joined(titles),
        sequence=_joined([*titles, standfirst, body]),
        everything=_fitting({**_marks(document), **headline, **standfirst.lexemes, **body.lexemes}),
    )


def of_thing(key: Key) -> str:
    kind, pk = key
    return f"@{_LETTERS[kind]}{pk}"


def of_kind(kind: Kind) -> str:
    return f"@{_LETTERS[kind]}"


def of_topic(pk: int) -> str:
    return f"@t{pk}"


def of_stem(stem: str) -> str:
    return stem[:LONGEST]


def of_form(form: str) -> str:
    return f"={form[: LONGEST - 1]}"


def sequence_of(stems: Iterable[str]) -> str:
    """One character for each stem, whichever it is: phrases are looked for in texts a third as long.

    Two stems in a million have the same character.
    """
    return "".join(map(_character, stems))


@lru_cache(maxsize=65_536)
def _character(stem):
    return chr(0x10000 + zlib.crc32(stem.encode()) % 0x100000)


class _Words(NamedTuple):
    """What is indexed of a stretch of text, which mostly is one word."""

    lexemes: tuple[str, ...]
    forms: tuple[str, ...]
    sequence: str


class _Field:
    """The lexemes of a text, each once and in order, and the text as a sequence."""

    def __init__(self, text: str):
        self._words = [_words_in[stretch] for stretch in analysis.stretches(text)]
        self.lexemes = dict.fromkeys(chain.from_iterable(words.lexemes for words in self._words))
        self.sequence = "".join(words.sequence for words in self._words)

    @property
    def forms(self):
        return dict.fromkeys(chain.from_iterable(words.forms for words in self._words))


@by_word(32_768)
def _words_in(stretch):
    tokens = list(analysis.tokens(stretch))
    lexemes = dict.fromkeys(chain.from_iterable(_of_token(token.exact, token.stems) for token in tokens))
    forms = dict.fromkeys(of_form(token.exact) for token in tokens)
    return _Words(tuple(lexemes), tuple(forms), sequence_of(token.stems[0] for token in tokens))


def _of_token(exact, stems):
    lexemes = map(of_stem, stems)
    return lexemes if exact in stems else (*lexemes, of_form(exact))


def _marks(document) -> dict[str, None]:
    things = [(document.kind, document.pk), *document.about]
    marks = [EVERYTHING, of_kind(document.kind), *map(of_thing, things)]
    if document.topic is not None:
        marks.append(of_topic(document.topic))
    return dict.fromkeys(marks)


def _padded(lexemes: Iterable[str]) -> str:
    return f" {' '.join(lexemes)} "


def _joined(fields: Iterable[_Field]) -> str:
    return f"{FIELD_MARK}{FIELD_MARK.join(field.sequence for field in fields)}{FIELD_MARK}"


def _fitting(lexemes: Collection[str]) -> tuple[str, ...]:
    """Of an article of ordinary length it is plain that all of them fit: none has more bytes than this."""
    fit = len(lexemes) <= MOST_BYTES // (4 * LONGEST + _ROOM_BESIDE)
    return tuple(lexemes if fit else _until_full(lexemes))


def _until_full(lexemes) -> Iterator[str]:
    room = MOST_BYTES
    for lexeme in lexemes:
        room -= len(lexeme.encode()) + _ROOM_BESIDE
        if room < 0:
            return
        yield lexeme
