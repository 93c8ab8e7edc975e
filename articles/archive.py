"""How much was published when, counted up to a number: one query, whatever the size of the archive."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.db.models import IntegerField, Max, Min, Subquery
from django.utils import timezone

from articles.dates import month_bounds, months_between
from articles.models import Article
from portal.paging import Key
from portal.prepared import prepared

#: Where there is more in one month, or one year of a topic, the page says "more than".
MOST = 500
MOST_YEARS = 15


@dataclass(frozen=True)
class Span:
    """A month or a year with what was published in it; ``cursor`` is the place of a list where it begins."""

    start: datetime
    number: int
    share: int = 0
    cursor: str = ""

    @property
    def is_more(self):
        return self.number > MOST

    @property
    def shown(self):
        return min(self.number, MOST)


class CountUpTo(Subquery):
    """How many rows a sliced queryset has."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def years_and_months(language: str) -> list[tuple[int, list[Span]]]:
    """The years in which something is live, newest first, each with its twelve months. Two queries."""
    live = Article.objects.live(language)
    column = f"published_at_{language}"
    ends = live.aggregate(first=Min(column), last=Max(column))
    if ends["first"] is None:
        return []
    bounds = [month_bounds(*month) for month in months_between(ends["first"], ends["last"])]
    numbers = _numbers(bounds, partial(_counted, language))
    years = dict.fromkeys((start.year for start, _end in bounds))
    return [(year, _months(year, numbers)) for year in years if any(_in_year(year, numbers))]


def years_of_topic(topic, language: str) -> list[Span]:
    """The years in which something of a topic loaded ``with_ends`` is live, newest first. One query."""
    if topic.first_at is None:
        return []
    first, last = (timezone.localtime(moment).year for moment in (topic.first_at, topic.last_at))
    bounds = [
        (month_bounds(year, 1)[0], month_bounds(year + 1, 1)[0])
        for year in range(last, max(first, last - MOST_YEARS + 1) - 1, -1)
    ]
    numbers = _numbers(bounds, partial(_counted_of_topic, language, topic=topic.pk))
    most = min(max(numbers.values(), default=0), MOST) or 1
    return [
        Span(start, numbers[start], min(100, 100 * numbers[start] // most), Key.before(end))
        for start, end in bounds
        if numbers[start]
    ]


def _months(year, numbers):
    starts = (month_bounds(year, month)[0] for month in range(1, 13))
    return [Span(start, numbers.get(start, 0)) for start in starts]


def _in_year(year, numbers):
    return (number for start, number in numbers.items() if start.year == year)


def _numbers(bounds, counted):
    """How many articles each span has so far, up to one more than is told; ``counted`` asks for them.

    Each span gets one end: of two, SQLite takes one for its walk, and of old months that would be the later.
    """
    now = timezone.now() + timedelta.resolution
    ends = {}
    for place, (start, end) in enumerate(bounds):
        ends |= {f"start{place}": start, f"end{place}": min(end, now)}
    [found] = counted(len(bounds), **ends) or [{}]
    return {start: found.get(f"n{place}", 0) for place, (start, _end) in enumerate(bounds)}


@prepared
def _counted_of_topic(language, number, *, topic, **ends):
    return _counted(language, number, Article.objects.filter(topic=topic), **ends)


def _counted(language, number, rows=Article.objects, **ends):
    published = rows.live_or_scheduled(language)
    columns = {}
    for place in range(number):
        within = published.published_between(language, ends[f"start{place}"], ends[f"end{place}"])
        columns[f"n{place}"] = CountUpTo(within.values("pk")[: MOST + 1])
    return Article.objects.filter(pk__in=published.values("pk")[:1]).values(**columns)
