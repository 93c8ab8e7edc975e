"""A drawing as templates write it: lines, seals and the boxes with the entries' numbers, each in its place.

Everything is laid out from the inline start; a page that reads from right to left takes it mirrored, in which
``text-anchor`` keeps its meaning.
"""

from dataclasses import dataclass, field, replace

from django.utils.translation import gettext_lazy as _

from organizations.partnerships.enums import Status

from .curves import Curve
from .placing import LEDGER_LINE

LABEL_SIZE = 13
LINE_HEIGHT = 18

#: Kinds of line that no status has. A meeting has no status at all.
INSTITUTIONAL, NOT_BOTH_PARTIES, MEETING = "institutional", "named", "meeting"
#: What each kind of line says, in the order of the legend.
LINE_WORDS = {
    **dict(Status.choices),
    MEETING: _("meeting"),
    NOT_BOTH_PARTIES: _("not both are parties"),
    INSTITUTIONAL: _("one is part of the other"),
}
SEAL_WORDS = {
    "khatam": _("government body"),
    "circle": _("company"),
    "hexagon": _("intergovernmental organisation"),
    "diamond": _("embassy"),
}


@dataclass(frozen=True)
class Box:
    """A rectangle from its inline start."""

    x: float
    y: float
    width: float
    height: float

    @classmethod
    def around(cls, point, width, height):
        return cls(round(point[0] - width / 2), round(point[1] - height / 2), round(width), round(height))

    def padded(self, gap):
        return Box(self.x - gap, self.y - gap, self.width + 2 * gap, self.height + 2 * gap)

    def overlap(self, other):
        """The area that both cover."""
        down = min(self.y + self.height, other.y + other.height) - max(self.y, other.y)
        if down <= 0:
            return 0
        across = min(self.x + self.width, other.x + other.width) - max(self.x, other.x)
        return across * down if across > 0 else 0

    def inside(self, width, height):
        """Moved no further than needed to lie in the drawing."""
        x = max(2, min(self.x, width - self.width - 2))
        y = max(2, min(self.y, height - self.height - 2))
        return replace(self, x=round(x), y=round(y))

    def mirrored(self, width):
        return replace(self, x=width - self.x - self.width)

    @property
    def middle(self):
        return round(self.x + self.width / 2)

    @property
    def baseline(self):
        """Where one line of small type stands that is centred in the box."""
        return round(self.y + self.height / 2 + 4.5)


@dataclass(frozen=True)
class Row:
    """One line of type; ``anchor`` is start, middle or end."""

    text: str
    x: float
    y: float
    anchor: str = "middle"
    is_small: bool = False

    def mirrored(self, width):
        return replace(self, x=width - self.x)


@dataclass(frozen=True)
class Plate:
    """What a seal or a number shows of itself when it is pointed at or has the focus."""

    box: Box
    rows: tuple

    def mirrored(self, width):
        return Plate(self.box.mirrored(width), tuple(row.mirrored(width) for row in self.rows))


@dataclass(frozen=True)
class Number:
    """The box on a line: the entry's number, and a link to it."""

    tie: object
    text: str
    box: Box
    href: str
    title: str
    plate: Plate | None = None

    def mirrored(self, width):
        plate = self.plate and self.plate.mirrored(width)
        return replace(self, box=self.box.mirrored(width), plate=plate)


@dataclass(frozen=True)
class Line:
    tie: object
    kind: str
    curve: Curve
    number: Number | None = None

    def mirrored(self, width):
        number = self.number and self.number.mirrored(width)
        return replace(self, curve=self.curve.mirrored(width), number=number)


@dataclass(frozen=True)
class Seal:
    """An organisation; ``numbers`` are the boxes of its lines to those that follow it."""

    organization: object
    x: float
    y: float
    radius: float
    title: str
    rows: tuple = ()
    plate: Plate | None = None
    target: Box | None = None
    numbers: tuple = ()

    @property
    def box(self):
        return Box.around((self.x, self.y), 2 * self.radius, 2 * self.radius)

    @property
    def mark(self):
        """The name of its figure in img/marks.svg."""
        return f"seal-{self.organization.seal}"

    def mirrored(self, width):
        return replace(
            self,
            x=width - self.x,
            rows=tuple(row.mirrored(width) for row in self.rows),
            plate=self.plate and self.plate.mirrored(width),
            target=self.target and self.target.mirrored(width),
            numbers=tuple(number.mirrored(width) for number in self.numbers),
        )


@dataclass(frozen=True)
class Drawing:
    """``seals`` are in the order in which they are read, and so is the keyboard's."""

    width: int
    height: int
    lines: tuple
    seals: tuple
    shape: str = "wide"
    rules: tuple = field(default=())

    @property
    def numbers(self):
        return [number for seal in self.seals for number in seal.numbers]

    def facing(self, direction):
        if direction == "ltr":
            return self
        return replace(
            self,
            lines=tuple(line.mirrored(self.width) for line in self.lines),
            seals=tuple(seal.mirrored(self.width) for seal in self.seals),
        )


def ledger_rules(height):
    return tuple(range(LEDGER_LINE, height, LEDGER_LINE))


def with_numbers(seals, lines):
    """The seals with the boxes of the lines that lead on from each to those after it."""
    left = [line for line in lines if line.number]
    for seal in seals:
        own = [line for line in left if seal.organization.pk in line.tie.ends]
        left = [line for line in left if line not in own]
        yield replace(seal, numbers=tuple(line.number for line in own))
