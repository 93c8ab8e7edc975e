"""What happened to an entry and when, as far as its sources say, in the order of time."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from .dates import PartialDate
from .enums import ByStatedDate, Precision
from .models import Commitment, Partnership, Update

#: Drawing units of the line that is true to scale.
WIDTH, MARGIN, HALF_A_MARK = 1000, 30, 6
MOST_YEARS = 12


@dataclass(frozen=True)
class Event:
    """One line of the timeline; ``kind`` says which words and which shape tell it.

    "announced", "signed", "held" · "update" · "asked", "replied" · "checked" · "due": the last possible day
    of the date that an item states.
    """

    when: PartialDate
    kind: str
    item: Commitment | None = None
    #: The update or the reply that is told of.
    row: object = None
    is_to_come: bool = False

    @property
    def sort_key(self):
        return self.when.sort_key


def events(entry: Partnership, items: Iterable[Commitment], today: date) -> list[Event]:
    """Everything dated of an entry loaded with ``for_page``; what was redacted or replaced is left out."""
    items = [item for item in items if item.is_current]
    found = [
        *_dates(entry),
        *(event for item in items for event in _of_item(item, today)),
        *(_update(update) for update in entry.updates.all() if not update.is_redacted),
        *(event for reply in entry.replies.all() if not reply.is_redacted for event in _of_reply(reply)),
        *_checks(entry, items),
    ]
    return sorted(found, key=attrgetter("sort_key"))


def _dates(entry) -> Iterator[Event]:
    for kind in ("announced", "signed", "held"):
        if when := getattr(entry, kind):
            yield Event(when, kind)


def _of_item(item, today):
    for update in item.effective_updates:
        if not update.is_redacted:
            yield _update(update, item)
    if item.by_stated_date in {ByStatedDate.NOT_YET, ByStatedDate.PASSED}:
        yield Event(_day(item.due_latest), "due", item, is_to_come=item.due_latest >= today)


def _update(update: Update, item=None):
    return Event(update.said, "update", item, update)


def _of_reply(reply):
    if reply.asked_on and not reply.replied_on:
        yield Event(_day(reply.asked_on), "asked", row=reply)
    if reply.replied_on:
        yield Event(_day(reply.replied_on), "replied", row=reply)


def _checks(entry, items):
    """One event for each day on which somebody looked and found nothing later."""
    days = {thing.last_checked_on for thing in (entry, *items)} - {None}
    return [Event(_day(day), "checked") for day in days]


def _day(day):
    return PartialDate(day, Precision.DAY)


@dataclass(frozen=True)
class Span:
    """Where an event stands on the line: from its first to its last possible day."""

    event: Event
    start: float
    length: float


@dataclass(frozen=True)
class Scale:
    """The same as a line on which distances are true; it is a drawing, the list says everything."""

    spans: list[Span]
    years: list[tuple[int, float]]
    today: float

    @classmethod
    def of(cls, told: list[Event], today: date, *, rtl: bool) -> "Scale | None":
        """None where fewer than two days are known: between them nothing could be true to scale."""
        days = {day for event in told for day in (event.when.first_day, event.when.last_day)}
        if len({event.when.first_day for event in told}) < 2:
            return None
        first, last = min(days | {today}), max(days | {today})
        first, last = date(first.year, 1, 1), _new_year(last)
        place = _Place(first, (last - first).days, rtl)
        return cls([place.span(event) for event in told], _years(first.year, last.year, place), place(today))


@dataclass(frozen=True)
class _Place:
    first: date
    days: int
    rtl: bool

    def __call__(self, day: date) -> float:
        along = MARGIN + (WIDTH - 2 * MARGIN) * (day - self.first).days / self.days
        return round(WIDTH - along if self.rtl else along, 1)

    def span(self, event):
        ends = sorted((self(event.when.first_day), self(event.when.last_day)))
        return Span(event, round(ends[0] - HALF_A_MARK, 1), round(ends[1] - ends[0] + 2 * HALF_A_MARK, 1))


def _new_year(day):
    return date(day.year + 1, 1, 1) if day.year < date.max.year else date.max


def _years(first, last, place):
    step = 1 + (last - first) // MOST_YEARS
    return [(year, place(date(year, 1, 1))) for year in range(first, last + 1, step)]
