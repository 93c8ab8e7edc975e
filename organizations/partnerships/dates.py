"""Dates as precisely as they are known: «2024», "January 2023", "24 May 2023"."""

import calendar
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from .enums import Precision

FORMATS = {Precision.YEAR: "Y", Precision.MONTH: "F Y", Precision.DAY: "j F Y"}
COARSENESS = {Precision.YEAR: 0, Precision.MONTH: 1, Precision.DAY: 2}
ISO_LENGTHS = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}


@dataclass(frozen=True)
class PartialDate:
    """A date of which the year, the month or the day is the last thing known.

    ``str()`` writes it in the active language. ``iso`` is the same for machines: 2024, 2023-01, 2023-05-24.
    """

    first_day: date
    precision: str

    @classmethod
    def of(cls, day, precision):
        return cls(day, precision) if day else None

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read what ``iso`` wrote. Raises ValueError for a date that can't be."""
        lengths = {length: precision for precision, length in ISO_LENGTHS.items()}
        try:
            parsed = cls(date.fromisoformat(text + "-01-01"[: 10 - len(text)]), lengths[len(text)])
        except (KeyError, ValueError) as error:
            raise ValueError("there is no such date; write it as 2024, 2024-05 or 2024-05-31") from error
        return parsed

    def __str__(self):
        return date_format(self.first_day, FORMATS[self.precision])

    @property
    def iso(self):
        return self.first_day.isoformat()[: ISO_LENGTHS[self.precision]]

    @property
    def sort_key(self):
        """For lists: by the first day that the date can mean, and of those the coarser date first."""
        return self.first_day, COARSENESS[self.precision]

    @property
    def floor(self):
        """The first day that the date can mean, whatever day was written."""
        if self.precision == Precision.YEAR:
            return self.first_day.replace(month=1, day=1)
        if self.precision == Precision.MONTH:
            return self.first_day.replace(day=1)
        return self.first_day

    @property
    def last_day(self):
        """The last day that the date can mean."""
        year, month = self.first_day.year, self.first_day.month
        if self.precision == Precision.YEAR:
            return date(year, 12, 31)
        if self.precision == Precision.MONTH:
            return date(year, month, calendar.monthrange(year, month)[1])
        return self.first_day
