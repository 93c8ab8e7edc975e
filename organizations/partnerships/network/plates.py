"""Where the full words of a seal or a number stand: over as little as possible of what is drawn there."""

from dataclasses import replace
from functools import partial

from .drawing import LABEL_SIZE, LINE_HEIGHT, Box, Plate, Row
from .lettering import width_of, wrapped
from .paper import lightest

#: How wide the words run: in few rows, or else in a narrower column.
ROOMS = (230, 150, 112)
#: How much worse it is to hide the very thing that was pointed at.
OWN = 4
MOST_ROWS = 5
GAP = 5
FRAME = 12
REACH_ACROSS = 2 * ROOMS[0]
REACH_DOWN = MOST_ROWS * LINE_HEIGHT + FRAME + 2 * GAP


def with_plates(seals, subject, width, height):
    """The seals, and the numbers that follow each, with what they show when pointed at."""
    place = partial(_plate, _boxes(seals), (width, height))
    return tuple(
        replace(
            seal,
            plate=place(seal.organization.name, seal.box, _label(seal)),
            numbers=tuple(
                replace(number, plate=place(subject.entry_words(number.tie), number.box))
                for number in seal.numbers
            ),
        )
        for seal in seals
    )


def _boxes(seals):
    boxes = []
    for seal in seals:
        boxes += [seal.box, _label(seal), *(number.box for number in seal.numbers)]
    return [box for box in boxes if box]


def _label(seal):
    """The box around the name beside a seal."""
    if not seal.rows:
        return None
    room = max(width_of(row.text, LABEL_SIZE) for row in seal.rows)
    first = seal.rows[0]
    start = first.x - {"start": 0, "middle": room / 2, "end": room}[first.anchor]
    return Box(start, first.y - LABEL_SIZE, room, LINE_HEIGHT * len(seal.rows))


def _plate(boxes, size, text, own, label=None):
    """Beside its own box; it may stand over its own short name, for it says it in full."""
    near = [box for box in boxes if box is not own and box != label and _is_near(box, own)]
    rows, box = lightest(
        _choices(text, own, size),
        lambda choice: OWN * choice[1].overlap(own) + sum(map(choice[1].overlap, near)),
    )
    rows = (Row(row, box.middle, box.y + 19 + place * LINE_HEIGHT) for place, row in enumerate(rows))
    return Plate(box, tuple(rows))


def _is_near(box, own):
    """Whether words beside ``own`` could come to stand over the box."""
    return (
        own.y - REACH_DOWN < box.y + box.height
        and box.y < own.y + own.height + REACH_DOWN
        and own.x - REACH_ACROSS < box.x + box.width
        and box.x < own.x + own.width + REACH_ACROSS
    )


def _choices(text, own, size):
    for room in ROOMS:
        rows = wrapped(text, size=LABEL_SIZE, room=min(room, size[0] - 2 * FRAME), lines=MOST_ROWS)
        width = max(width_of(row, LABEL_SIZE) for row in rows) + 2 * FRAME
        height = len(rows) * LINE_HEIGHT + FRAME
        middle, level = own.middle - width / 2, own.y + (own.height - height) / 2
        below, above = own.y + own.height + GAP, own.y - height - GAP
        after, before = own.x + own.width + GAP, own.x - width - GAP
        columns = (middle, own.x, own.x + own.width - width)
        corners = [(x, y) for y in (below, above) for x in columns]
        for x, y in (*corners, (after, level), (before, level)):
            yield rows, Box(round(x), round(y), round(width), height).inside(*size)
