"""Numbers of each day as bars, drawn by the server: time runs as the language is read."""

from dataclasses import dataclass
from datetime import date

from portal.bilingual.admin import language_name
from portal.bilingual.languages import active_language, direction

BAR, GAP, PAIR_GAP = 8, 2, 6
HEIGHT = 64


@dataclass(frozen=True)
class Bar:
    #: The place of its language among those shown.
    rank: int
    x: int
    y: int
    height: int


@dataclass(frozen=True)
class Row:
    """A day of the table that says the same."""

    date: date
    numbers: list[int]


@dataclass(frozen=True)
class Chart:
    width: int
    bars: list[Bar]
    rows: list[Row]
    languages: list[str]
    height: int = HEIGHT
    bar_width: int = BAR

    @classmethod
    def of(cls, days, languages, numbers):
        """``numbers`` by day and language; a day that it doesn't name has none."""
        rows = [Row(day, [numbers.get((day, code), 0) for code in languages]) for day in days]
        step = len(languages) * (BAR + GAP) + PAIR_GAP
        width = len(days) * step
        highest = max((number for row in rows for number in row.numbers), default=0)
        bars = [
            _bar(rank, number / highest, place * step + rank * (BAR + GAP), width)
            for place, row in enumerate(rows)
            for rank, number in enumerate(row.numbers)
            if number
        ]
        return cls(width, bars, rows, list(languages))

    @property
    def total(self):
        return sum(number for row in self.rows for number in row.numbers)

    @property
    def sums(self):
        """The name of each language and how many it had."""
        return [
            (language_name(code), sum(row.numbers[rank] for row in self.rows))
            for rank, code in enumerate(self.languages)
        ]

    @property
    def first_day(self):
        return self.rows[0].date


def _bar(rank, share, x, width):
    height = max(2, round(share * HEIGHT))
    if direction(active_language()) == "rtl":
        x = width - x - BAR
    return Bar(rank, x, HEIGHT - height, height)
