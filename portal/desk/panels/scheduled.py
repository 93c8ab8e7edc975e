"""What will be published in the next seven days, a column for each."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.timetable import Day, days_with_editions
from articles.dates import day_bounds
from articles.models import Article
from articles.rights import may_read_any, readable
from portal.bilingual.admin import languages_of_editor
from portal.desk.panel import Panel, Said, more_at

DAYS = 7


@dataclass(frozen=True)
class Slot:
    """An article at one time, in one language or in both."""

    at: datetime
    article: Article
    headline: Said
    short_names: list[str]


@dataclass(frozen=True)
class Column:
    date: date
    is_today: bool
    slots: list[Slot]
    #: How many of the day are not shown.
    others: int


def scheduled(user):
    if not may_read_any(user):
        return None
    today = timezone.localdate()
    dates = [today + timedelta(days=distance) for distance in range(DAYS)]
    articles = readable(user, Article.objects.all())
    found = days_with_editions(articles, timezone.now(), day_bounds(dates[-1])[1])
    columns = [_column(found.get(day, Day(day)), today) for day in dates]
    return Panel(
        name="scheduled",
        title=_("Scheduled"),
        aside=_("Kuwait time"),
        rows=columns if any(column.slots for column in columns) else [],
        nothing=_("Nothing is scheduled for the next seven days."),
        width="wide",
        more=more_at("articles_article_upcoming"),
    )


def _column(day, today):
    slots = {}
    for edition in day.editions:
        slots.setdefault((edition.at, edition.article.pk), []).append(edition)
    return Column(day.date, day.date == today, [_slot(editions) for editions in slots.values()], day.earlier)


def _slot(editions):
    editions = sorted(editions, key=lambda edition: languages_of_editor().index(edition.language))
    first = editions[0]
    names = [edition.short_name for edition in editions]
    return Slot(first.at, first.article, Said(first.headline, first.language), names)
