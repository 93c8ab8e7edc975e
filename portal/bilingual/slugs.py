"""Addresses in words: slugs of articles in either script, and the converters of every address."""

import re
import unicodedata

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from portal.bilingual.text import BLANK_LETTERS, is_mark, limit_marks

SLUG_LETTERS = 60
LONGEST_TITLE = 1000
EMPTY_SLUGS = {"ar": "مقال", "en": "article"}

# Apostrophes, tatweel, joiners and blank letters stand inside words.
_INSIDE_WORDS = re.compile(rf"['\u2018\u2019\u02bc\u0640\u00ad\u200b-\u200f\u061c{BLANK_LETTERS}]")

validate_ascii_slug = RegexValidator(
    r"\A[a-z0-9]+(?:-[a-z0-9]+)*\Z",
    _("Use small Latin letters and digits, with single hyphens between them."),
    code="invalid_slug",
)


def unicode_slug(text: str, language: str) -> str:
    """Return a slug of ``text``: letters of any script and digits 0-9, cut at a word, never empty.

    Hamzas and dots stay, because the slug is read; vowel marks go, because nobody types them.
    """
    words = re.findall(r"[^\W_]+", _plain(text))
    return _join_within(words, SLUG_LETTERS) or EMPTY_SLUGS[language]


class UnicodeSlugConverter:
    """The decoration behind an article's number.

    Anything up to the next slash matches, for the view redirects to the right slug: links arrive decomposed
    from a Mac, and with the full stop or bracket of the sentence that quoted them.
    """

    regex = r"[^/\x00]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class AsciiSlugConverter:
    """The permanent slug of a topic, author, organisation, person or partnership.

    It takes more than ``validate_ascii_slug``, for a page that lists an odd slug must find its address.
    """

    regex = r"[-a-zA-Z0-9_]{1,80}"

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
