"""Editions in the order of their times: what stands on each day, and lists of both languages together.

An edition is one language of an article that has a time. An article in two languages is two editions.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Max, Q

from articles.enums import Act, State
from articles.models import Article, LogEntry
from articles.querysets import ArticleQuerySet
from portal.accounts.models import User
from portal.bilingual.languages import LANGUAGES
from portal.paging import BadCursor, Key

from .state_tag import SHORT_NAMES

EDITIONS_A_DAY = 6
#: What gives an edition its time; the newest such entry of the log names who did it.
ACTS_OF_PUBLISHING = [Act.SCHEDULED, Act.PUBLISHED]


@dataclass
class Edition:
    article: Article
    language: str
    scheduled_by: User | None = None

    @property
    def at(self) -> datetime:
        return getattr(self.article, f"published_at_{self.language}")

    @property
    def headline(self) -> str:
        return getattr(self.article, f"headline_{self.language}")

    @property
    def state(self) -> State:
        return State(self.article.state_in(self.language))

    @property
    def short_name(self) -> str:
        return SHORT_NAMES[self.language]

    @property
    def cursor(self) -> str:
        return f"{_key(self.language).encode(self.article)}~{self.language}"


@dataclass
class Day:
    """The last editions of one day, and how many there are in all."""

    date: date
    editions: list[Edition] = field(default_factory=list)
    total: int = 0

    @property
    def earlier(self) -> int:
        return self.total - len(self.editions)


def days_with_editions(articles: ArticleQuerySet, start: datetime, end: datetime) -> dict[date, Day]:
    """The days of Kuwait from ``start`` to ``end`` that have editions. One query for each language."""
    days = {}
    for language in LANGUAGES:
        parts = _published_between(articles, language, start, end)
        kept, withdrawn = (part.last_of_each_day(language, EDITIONS_A_DAY) for part in parts)
        for article in kept.union(withdrawn, all=True):
            day = days.setdefault(article.day, Day(article.day))
            day.editions.append(Edition(article, language))
            if article.place_of_day == 1:
                day.total += article.of_day
    for day in days.values():
        day.editions = sorted(day.editions, key=_place)[-EDITIONS_A_DAY:]
    return days


@dataclass(frozen=True)
class EditionPage:
    editions: list[Edition]
    #: Where the next page begins, empty at the end of the list.
    cursor: str = ""


def editions_between(
    articles: ArticleQuerySet, start: datetime, end: datetime, cursor: str, size: int
) -> EditionPage:
    """The first editions of this time, or those after the cursor. Four queries."""
    parts = [
        (language, part.select_related("topic"))
        for language in LANGUAGES
        for part in _published_between(articles, language, start, end, "topic")
    ]
    return _page(parts, cursor, size)


def editions_to_come(articles: ArticleQuerySet, cursor: str, size: int) -> EditionPage:
    """The soonest scheduled editions, or those after the cursor, with who scheduled them. Three queries."""
    parts = [
        (language, articles.to_come(language).select_related("topic").only(*_columns(language), "topic"))
        for language in LANGUAGES
    ]
    page = _page(parts, cursor, size)
    _name_schedulers(page.editions)
    return page


def _published_between(articles, language, start, end, *more):
    """What is or will be on the site, and what was withdrawn: apart, because each has its own index."""
    for part in (articles.live_or_scheduled(language), articles.in_state(language, State.WITHDRAWN)):
        yield part.published_between(language, start, end).only(*_columns(language), *more)


def _columns(language):
    return [f"{name}_{language}" for name in ("headline", "published_at", "withdrawn_at")]


def _page(parts, cursor, size):
    """One page of several lists merged, each of which is asked for one row more than the page holds."""
    editions = []
    for language, articles in parts:
        beyond = _beyond(language, cursor) if cursor else Q()
        rows = articles.filter(beyond).oldest_first(language)[: size + 1]
        editions += [Edition(article, language) for article in rows]
    editions.sort(key=_place)
    shown = editions[:size]
    return EditionPage(shown, shown[-1].cursor if len(editions) > size else "")


def _place(edition):
    """Where it stands in a list. Both languages of an article may have the same time."""
    return edition.at, edition.article.pk, edition.language


def _beyond(language, cursor):
    """The editions of one language after the edition that the cursor names. Raises BadCursor."""
    key_of_last, _separator, last_language = cursor.rpartition("~")
    if last_language not in LANGUAGES:
        raise BadCursor(cursor[:80])
    at, pk = _key(last_language).decode(key_of_last)
    column = f"published_at_{language}"
    same_time = "pk__gt" if language <= last_language else "pk__gte"
    return Q(**{f"{column}__gte": at}) & (Q(**{f"{column}__gt": at}) | Q(**{same_time: pk}))


def _key(language):
    return Key(f"published_at_{language}", descending=False)


def _name_schedulers(editions):
    """Tell each edition who gave it its time: the newest entry of the log knows."""
    entries = LogEntry.objects.filter(
        act__in=ACTS_OF_PUBLISHING, article__in=[row.article for row in editions]
    )
    newest = entries.values("article", "language").annotate(newest=Max("pk")).values("newest")
    named = LogEntry.objects.filter(pk__in=newest).select_related("by")
    schedulers = {(entry.article_id, entry.language): entry.by for entry in named}
    for edition in editions:
        edition.scheduled_by = schedulers.get((edition.article.pk, edition.language))
