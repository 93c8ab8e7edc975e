"""The drawing for a phone: the organisations down a line, their ties as arcs to the inline end."""

from .curves import Curve
from .drawing import (
    LABEL_SIZE,
    LINE_HEIGHT,
    Box,
    Drawing,
    Line,
    Number,
    Row,
    Seal,
    with_numbers,
)
from .lettering import width_of, wrapped
from .paper import Paper, lightest
from .plates import with_plates
from .ties import connected

WIDTH = 350
AXIS = 158
ROW = 48
RADIUS = 14
LABEL_ROOM = 128
NUMBER_HEIGHT = 24
NUMBER_GAP = 4
#: What a finger needs, and so how far apart the numbers stand where there is room.
TARGET = 40
REACHES = (46, 84, 122, 156)
SHARES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78)
ROUNDS = 6


def draw_arcs(subject):
    order = [
        one for group in connected(subject.organizations, subject.ties) for one in _lined_up(group, subject)
    ]
    height = ROW * len(order) + ROW // 2
    seals = {one: _seal(subject, one, place) for place, one in enumerate(order)}
    paper = Paper(WIDTH, height)
    shortest_first = sorted(subject.ties, key=lambda tie: (_span(tie, seals), tie.ends))
    lines = [_arc(subject, tie, seals, paper) for tie in shortest_first]
    numbered = tuple(with_numbers(seals.values(), lines))
    return Drawing(WIDTH, height, tuple(lines), with_plates(numbered, subject, WIDTH, height), "arcs")


def _span(tie, seals):
    first, second = tie.ends
    return abs(seals[first].y - seals[second].y)


def _lined_up(group, subject):
    """The group in an order that keeps ties short: along them at first, then neighbours trade places."""
    neighbours = {one: [] for one in group}
    for tie in subject.ties:
        if tie.ends[0] in neighbours:
            for end in tie.ends:
                neighbours[end].append(tie.other(end))
    order = _along(group, neighbours)
    for _round in range(ROUNDS):
        if not _traded(order, neighbours):
            break
    return order


def _along(group, neighbours):
    start = min(group, key=lambda one: (len(neighbours[one]), one))
    order, waiting = [], [start]
    while waiting:
        one = waiting.pop()
        if one in order:
            continue
        order.append(one)
        waiting += sorted(set(neighbours[one]) - set(order), key=lambda key: (-len(neighbours[key]), -key))
    return order


def _traded(order, neighbours):
    """One walk down the line in which two trade places where that shortens ties; whether any did."""
    at = {one: place for place, one in enumerate(order)}
    has_traded = False
    for place in range(len(order) - 1):
        upper, lower = order[place], order[place + 1]
        before = _length(upper, at, neighbours) + _length(lower, at, neighbours)
        at[upper], at[lower] = place + 1, place
        if _length(upper, at, neighbours) + _length(lower, at, neighbours) < before:
            order[place], order[place + 1] = lower, upper
            has_traded = True
        else:
            at[upper], at[lower] = place, place + 1
    return has_traded


def _length(one, at, neighbours):
    return sum(abs(at[one] - at[other]) for other in neighbours[one])


def _seal(subject, key, place):
    organization = subject.organizations[key]
    y = ROW * place + ROW * 3 // 4
    words = wrapped(organization.label, size=LABEL_SIZE, room=LABEL_ROOM, lines=2)
    first = y + 5 - (len(words) - 1) * LINE_HEIGHT / 2
    rows = tuple(
        Row(text, AXIS - RADIUS - 8, round(first + number * LINE_HEIGHT), "end")
        for number, text in enumerate(words)
    )
    target = Box(4, y - 22, AXIS + RADIUS, 44)
    title = subject.organization_words(key)
    return Seal(organization, AXIS, y, RADIUS, title, rows, target=target)


def _arc(subject, tie, seals, paper):
    """As flat as leaves the number room; if there is none anywhere, where it covers least."""
    upper, lower = sorted((seals[end] for end in tie.ends), key=lambda seal: seal.y)
    curves = [_curve(upper.y, lower.y, reach) for reach in _reaches(lower.y - upper.y)]
    kind = subject.kind_of(tie)
    if not tie.entries:
        return Line(tie, kind, curves[0])
    text = subject.number_text(tie)
    width = width_of(text, LABEL_SIZE) + 14
    places = (
        (curve, Box.around(curve.at(share), width, TARGET).inside(WIDTH, paper.height))
        for curve in curves
        for share in SHARES
    )
    curve, finger = lightest(places, lambda place: paper.covered(place[1].padded(NUMBER_GAP)))
    paper.take(finger)
    box = Box.around((finger.middle, finger.y + TARGET / 2), width, NUMBER_HEIGHT)
    return Line(tie, kind, curve, Number(tie, text, box, *subject.link_of(tie)))


def _reaches(span):
    """Longer ties reach further out, so that arcs lie inside one another."""
    start = min(len(REACHES) - 1, round(span / ROW) - 1)
    return (*REACHES[start:], *REACHES[:start])


def _curve(top, bottom, reach):
    """An arc whose outermost point is that far from the line of seals, ending at their edges."""
    x, out = AXIS + RADIUS, AXIS + RADIUS / 2 + reach * 4 / 3
    return Curve(((x, top + 2), (out, top), (out, bottom), (x, bottom - 2)))
