"""Lists of articles by whatever leads to them: one walk along an index, however deep the page.

Without a language the order is that of ``first_shown_at``: when a piece could first be read in any.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from articles.models import (
    Article,
    Byline,
    OrganizationMention,
    PartnershipMention,
    PersonMention,
)
from portal.paging import Key, KeyedPage, page_by_key

#: What leads to articles by rows of its own: of several the first is walked, the others are asked each time.
LINKS = {
    "partnership": PartnershipMention,
    "person": PersonMention,
    "author": Byline,
    "organization": OrganizationMention,
}
#: No database has a time for the ends of the days beyond.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(9000, 1, 1)
STEP = timedelta(microseconds=1)


@dataclass(frozen=True)
class Narrowing:
    """``links`` are keys by the names of ``LINKS``, ``columns`` values of the article's own."""

    language: str | None = None
    links: dict = field(default_factory=dict)
    columns: dict = field(default_factory=dict)
    #: Days of Kuwait, both included.
    since: date | None = None
    until: date | None = None

    def page(self, parameters, **paging) -> KeyedPage:
        """Rows with the key of an article each (``key.tie``). One query."""
        return page_by_key(self.rows(parameters), self.key, parameters, **paging)

    def rows(self, parameters):
        """All of them on the side of the cursor that is asked for, in no order yet."""
        rows = self._within(self._live(self._walked, self._until(parameters)), parameters)
        for name, value in self.columns.items():
            rows = rows.filter(**{f"{self._to_article}{name}": value})
        for name, key in self._asked.items():
            links = LINKS[name].objects.filter(**{name: key}, article=OuterRef(self.key.tie))
            rows = rows.filter(Exists(self._live(links)))
        return rows.only(self.key.column, self.key.tie)

    @property
    def key(self):
        column = f"published_at_{self.language}" if self.language else "first_shown_at"
        return Key(column, tie="article_id" if self.links else "id")

    @property
    def _to_article(self):
        return "article__" if self.links else ""

    @property
    def _walked(self):
        for name in self._in_order[:1]:
            return LINKS[name].objects.filter(**{name: self.links[name]})
        return Article.objects.all()

    @property
    def _asked(self):
        return {name: self.links[name] for name in self._in_order[1:]}

    @property
    def _in_order(self):
        return [name for name in LINKS if name in self.links]

    def _live(self, rows, until=None):
        return rows.live(self.language, until) if self.language else rows.live_in_any(until)

    def _until(self, parameters):
        """The last time that a row may have: one condition, for SQLite walks by one."""
        ends = [_start(min(self.until, LAST_DAY) + timedelta(days=1)) - STEP] if self.until else []
        if before := parameters.get("before"):
            ends.append(self.key.decode(before)[0])
        return min(ends, default=None)

    def _within(self, rows, parameters):
        starts = [_start(max(self.since, FIRST_DAY))] if self.since else []
        if after := parameters.get("after"):
            starts.append(self.key.decode(after)[0])
        return rows.filter(**{f"{self.key.column}__gte": max(starts)}) if starts else rows


def _start(day):
    return timezone.make_aware(datetime.combine(day, time.min))
