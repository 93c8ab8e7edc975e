"""What is found in a text: facts, each with the reading that is compared and the words it was read from."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

PERCENT = "%"
#: Of a number that stands for a year.
YEAR = "year"


class Kind(TextChoices):
    NUMBER = "number", _("number")
    DATE = "date", _("date")
    AMOUNT = "amount", _("amount")
    LINK = "link", _("linked record")


@dataclass(frozen=True)
class Difference:
    """A fact that only the text in ``language`` has; ``value`` is how that writes it."""

    kind: Kind
    value: str
    language: str


@dataclass(frozen=True)
class Quantity:
    """A number, perhaps of something. ``also`` are its other readings: parts, ranks, what it multiplies."""

    value: Decimal
    start: int
    end: int
    unit: str = ""
    is_certain: bool = True
    also: frozenset[Decimal] = field(default=frozenset())

    @property
    def kind(self):
        if self.unit == YEAR:
            return Kind.DATE
        return Kind.AMOUNT if self.unit else Kind.NUMBER

    @property
    def key(self):
        """What it says, wherever it stands."""
        return self.value, self.unit


@dataclass(frozen=True)
class Date:
    """A day, a month of a year, or a month by its name alone; what is not said is None."""

    day: int | None
    month: int
    year: int | None
    start: int
    end: int

    kind = Kind.DATE

    @property
    def is_certain(self):
        return self.day is not None or self.year is not None

    @property
    def key(self):
        """What it says, wherever it stands."""
        return self.day, self.month, self.year


Fact = Quantity | Date
