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

    "announced", "signed", "held" · "update" · "asked", "replied" · "checked" · "replaced" · "due": the last
    possible day of the date that an item states. Without an item it is about the entry as a whole.
    """

    when: PartialDate
    kind: str
    item: Commitment | None = None
    #: The update or the reply that is told of; of an item that was replaced, the one in its place.
    row: object = None
    is_to_come: bool = False

    @property
    def sort_key(self):
        return self.when.sort_key


def events(entry: Partnership, items: Iterable[Commitment], today: date) -> list[Event]:
    """Everything dated of an entry that its dossier has told; what was redacted is left out.

    Of a replaced item only that it was.
    """
    every = list(items)
    items = [item for item in every if item.is_current]
    found = [
        *_dates(entry),
        *(event for item in items for event in _of_item(item, today)),
        *(_update(update) for update in entry.updates.all() if not update.is_redacted),
        *_replies(entry, {item.pk: item for item in every}),
        *(_replacement(item) for item in every if item.replaced_by and not item.is_redacted),
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


def _replies(entry, items):
    """Who was asked is told once, though the question and the answer may be rows that both name its day."""
    asked = set()
    for reply in entry.replies.all():
        if reply.is_redacted:
            continue
        item = items.get(reply.commitment_id)
        question = (reply.asked_on, reply.organization_id, reply.commitment_id)
        if reply.asked_on and question not in asked:
            asked.add(question)
            yield Event(_day(reply.asked_on), "asked", item, reply)
        if reply.replied_on:
            yield Event(_day(reply.replied_on), "replied", item, reply)


def _replacement(item):
    return Event(_day(item.replaced_on), "replaced", item, item.replaced_by)


def _checks(entry, items):
    """The last day on which somebody looked and found nothing later; with the entry go all of its items."""
    if entry.last_checked_on:
        yield Event(_day(entry.last_checked_on), "checked")
    for item in items:
        if item.last_checked_on not in {None, entry.last_checked_on}:
            yield Event(_day(item.last_checked_on), "checked", item)


def _day(day):
    return PartialDate(day, Precision.DAY)


@dataclass(frozen=True)
class Span:
    """Where an event stands on the line: from its first to its last possible day.

    Such a stretch is ``is_open``: on one of its days it happened, and nothing says that it lasted.
    """

    event: Event
    start: float
    length: float

    @property
    def is_open(self):
        return self.event.when.precision != Precision.DAY


@dataclass(frozen=True)
class Scale:
    """The same as a line on which distances are true; it is a drawing, the list says everything."""

    spans: list[Span]
    years: list[tuple[int, float]]
    today: float

    @property
    def has_open(self):
        return any(span.is_open for span in self.spans)

    @classmethod
    def of(cls, told: list[Event], today: date, *, rtl: bool) -> "Scale | None":
        """None where fewer than two days are known: between them nothing could be true to scale."""
        days = {day for event in told for day in (event.when.first_day, event.when.last_day)}
        if len({event.when.first_day for event in told}) < 2:
            return None
        first, last = min(days | {today}), max(days | {today})
        first, last = date(first.year, 1, 1), _new_year(last)
        place = _Place(first, (last - first).days, rtl)
        return cls(
            [place.span(event, today) for event in told], _years(first.year, last.year, place), place(today)
        )


@dataclass(frozen=True)
class _Place:
    first: date
    days: int
    rtl: bool

    def __call__(self, day: date) -> float:
        along = MARGIN + (WIDTH - 2 * MARGIN) * (day - self.first).days / self.days
        return round(WIDTH - along if self.rtl else along, 1)

    def span(self, event, today):
        """What is told has happened: of the days that it may have been, those to come are none."""
        last = max(event.when.first_day, min(event.when.last_day, today))
        ends = sorted((self(event.when.first_day), self(last)))
        return Span(event, round(ends[0] - HALF_A_MARK, 1), round(ends[1] - ends[0] + 2 * HALF_A_MARK, 1))


def _new_year(day):
    return date(day.year + 1, 1, 1) if day.year < date.max.year else date.max


def _years(first, last, place):
    step = 1 + (last - first) // MOST_YEARS
    return [(year, place(date(year, 1, 1))) for year in range(first, last + 1, step)]
