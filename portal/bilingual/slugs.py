"""Addresses in words: slugs of articles in either script, and the converters of every address."""

import re
import unicodedata

from portal.bilingual.text import is_mark, limit_marks

SLUG_LETTERS = 60
LONGEST_TITLE = 1000
EMPTY_SLUGS = {"ar": "مقال", "en": "article"}

# Apostrophes, tatweel and joiners stand inside words.
_INSIDE_WORDS = re.compile(r"['\u2018\u2019\u02bc\u0640\u00ad\u200b-\u200f\u061c]")
_MARKS = r"\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670"


def unicode_slug(text: str, language: str) -> str:
    """Return a slug of ``text``: letters of any script and digits 0-9, cut at a word, never empty.

    Hamzas and dots stay, because the slug is read; vowel marks go, because nobody types them.
    """
    words = re.findall(r"[^\W_]+", _plain(text))
    return _join_within(words, SLUG_LETTERS) or EMPTY_SLUGS[language]


class UnicodeSlugConverter:
    """The decoration behind an article's number.

    Any word of any length matches, for the view redirects to the right slug. Marks match although no slug
    has them: links copied on a Mac arrive decomposed.
    """

    regex = rf"[-\w{_MARKS}]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class AsciiSlugConverter:
    """The permanent slug of a topic, author, organisation, person or partnership."""

    regex = r"(?![-a-z0-9]{81})[a-z0-9]+(?:-[a-z0-9]+)*"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class IdConverter:
    """A primary key that both databases can hold, written the one way it is written."""

    regex = r"[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


def _plain(text: str) -> str:
    limited = limit_marks(text[:LONGEST_TITLE])
    lowered = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", limited).lower())
    return "".join(_plain_character(character) for character in _INSIDE_WORDS.sub("", lowered))


def _plain_character(character: str) -> str:
    if is_mark(character):
        return ""
    return str(unicodedata.decimal(character, character))


def _join_within(words: list[str], limit: int) -> str:
    slug = "-".join(words)
    if len(slug) <= limit:
        return slug
    cut, hyphen, _ = slug[: limit + 1].rpartition("-")
    return cut if hyphen else slug[:limit]
