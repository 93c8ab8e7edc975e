"""The shapes of articles, topics and authors in the open data, described in OpenAPI."""

from typing import Literal

from pydantic import ConfigDict, Field

from articles.enums import ArticleKind, BylineRole, CorrectionKind, MentionRole
from organizations.exporting import Document, Licensed, Listed, Reference, Words
from portal.bilingual.languages import LANGUAGES
from portal.open_data import Problem


class Correction(Document):
    """What was corrected or added in a published edition; the newest first."""

    id: int
    at: str
    kind: CorrectionKind
    text: str
    url: str


class Origin(Document):
    """The text of somebody else that an edition rests on."""

    name: str | None
    url: str | None


class Edition(Document):
    """The text of one language as its readers see it now."""

    url: str
    slug: str
    headline: str
    standfirst: str | None
    body: str = Field(description="cleaned HTML as it is stored, with absolute addresses")
    place: str | None
    source: Origin | None
    reading_minutes: int | None
    published_at: str = Field(description="the first publication in this language")
    changed_at: str | None
    revision: int | None = Field(description="counts the saved texts of this language")
    translated_from: Literal[LANGUAGES] | None
    stale_since: str | None = Field(description="since when it is behind the other language")
    corrections: list[Correction]


class Editions(Document):
    """By language; null, or left out, where readers of that language see none."""

    ar: Edition | None = None
    en: Edition | None = None


class PictureSource(Document):
    """What a ``source`` element says: ``srcset`` with widths, for the light or the dark theme."""

    srcset: str
    type: str | None
    is_night: bool


class Picture(Document):
    url: str
    width: int
    height: int
    alt: Words | None
    caption: Words | None
    credit: str | None
    sources: list[PictureSource]


class Byline(Reference):
    role: BylineRole


class Mention(Reference):
    role: MentionRole


class EntryMention(Document):
    """An entry of the ledger that the article speaks of."""

    number: int
    slug: str
    title: Words | None
    url: Words
    role: MentionRole


class Article(Licensed):
    """A piece in one language or in both. ``id`` stays for good; slugs may change."""

    model_config = ConfigDict(json_schema_extra={"title": "Article"})

    id: int
    kind: ArticleKind
    topic: Reference
    editions: Editions
    picture: Picture | None
    authors: list[Byline]
    organizations: list[Mention]
    people: list[Mention]
    partnerships: list[EntryMention]


class Withdrawal(Document):
    at: str
    reason: str | None


class Withdrawals(Document):
    ar: Withdrawal | None = None
    en: Withdrawal | None = None


class WithdrawnArticle(Document, Problem):
    """What is left of an article that was withdrawn, as the error that its address answers."""

    id: int
    withdrawn: Withdrawals


class Topic(Licensed):
    slug: str
    url: Words
    name: Words
    description: Words | None


class Author(Licensed):
    slug: str
    url: Words
    name: Words
    biography: Words | None


class ArticleList(Listed):
    articles: list[Article]


class TopicList(Listed):
    topics: list[Topic]


class AuthorList(Listed):
    authors: list[Author]
