"""The drawing of one organisation's partners: it stands at the inline start, they down the inline end."""

from dataclasses import replace

from .curves import Curve
from .drawing import LABEL_SIZE, LINE_HEIGHT, Box, Drawing, Line, Number, Row, Seal, with_numbers
from .lettering import width_of, wrapped
from .plates import with_plates

WIDTH = 350
START, END = 40, 196
ROW = 52
RADIUS, OWN_RADIUS = 14, 24
LABEL_ROOM = WIDTH - END - RADIUS - 14
NUMBER_HEIGHT = 24


def draw_fan(subject, own):
    """``own`` is the key of the organisation in the middle; the others stand in the order of their ties."""
    height = max(3, len(subject.ties)) * ROW + ROW // 2
    centre = _seal(subject, own, (START, height / 2), OWN_RADIUS)
    rows = _heights(len(subject.ties), height)
    seals, lines = [replace(centre, rows=())], []
    for tie, y in zip(subject.ties, rows, strict=True):
        seal = _seal(subject, tie.other(own), (END, y), RADIUS)
        seals.append(seal)
        lines.append(_line(subject, tie, centre, seal))
    plated = with_plates(_joined(seals, lines), subject, WIDTH, height)
    return Drawing(WIDTH, height, tuple(lines), plated, "fan")


def _heights(number, height):
    top = (height - (number - 1) * ROW) / 2
    return [round(top + place * ROW) for place in range(number)]


def _seal(subject, key, point, radius):
    organization = subject.organizations[key]
    x, y = point
    words = wrapped(organization.label, size=LABEL_SIZE, room=LABEL_ROOM, lines=2)
    first = y + 5 - (len(words) - 1) * LINE_HEIGHT / 2
    rows = tuple(
        Row(text, x + radius + 8, round(first + number * LINE_HEIGHT), "start")
        for number, text in enumerate(words)
    )
    target = Box(x - radius - 4, round(y - 22), WIDTH - x + radius, 44) if radius == RADIUS else None
    title = subject.organization_words(key)
    return Seal(organization, x, round(y), radius, title, rows, target=target)


def _line(subject, tie, centre, seal):
    middle = (START + END) / 2
    start, end = (centre.x + OWN_RADIUS + 2, centre.y), (seal.x - RADIUS - 2, seal.y)
    curve = Curve((start, (middle, centre.y), (middle, seal.y), end))
    kind = subject.kind_of(tie)
    if not tie.entries:
        return Line(tie, kind, curve)
    text = subject.number_text(tie)
    point = (END - RADIUS - 40, seal.y)
    box = Box.around(point, width_of(text, LABEL_SIZE) + 14, NUMBER_HEIGHT)
    return Line(tie, kind, curve, Number(tie, text, box, *subject.link_of(tie)))


def _joined(seals, lines):
    """Each partner with the number of its own line after it, not all of them after the one they share."""
    own, *partners = seals
    return (own, *with_numbers(partners, lines))
