"""Where each organisation stands: connected groups in bands, hubs near the middle, on lines of the ledger.

The same ties always give the same places: they are computed from the primary keys, not drawn by lot, so
that a picture doesn't jump when nothing changed.
"""

from math import ceil, cos, hypot, pi, sin, sqrt
from zlib import crc32

from .ties import busiest_first, connected

LEDGER_LINE = 40
COLUMNS = 9
#: A few organisations stand together in the middle instead of far apart.
WIDEST_COLUMN = 180
ROW = 2 * LEDGER_LINE
MARGIN = 46
ROUNDS = 80
GOLDEN_ANGLE = pi * (3 - sqrt(5))
#: How far apart two seals stand at least, across and down: with room for a name, and then only for a seal.
SPACINGS = ((130, ROW), (90, ROW), (60, ROW))
STEP = 20


def place(organizations, ties, width):
    """The places of the organisations, ``{key: (x, y)}`` in reading order, and the height of the drawing."""
    places, top = {}, LEDGER_LINE
    for shelf in _shelves(connected(organizations, ties)):
        columns = sum(_columns(len(group)) for group in shelf)
        column = min(width / columns, WIDEST_COLUMN)
        height = max(_rows(len(group)) for group in shelf) * ROW
        start = (width - column * columns) / 2
        for group in shelf:
            room = column * _columns(len(group))
            inside = [tie for tie in ties if tie.ends[0] in set(group)]
            places |= _place_group(group, inside, (start, top, room, height))
            start += room
        top += height
    return places, top + LEDGER_LINE


def _columns(number):
    return max(2, min(COLUMNS, ceil(sqrt(2 * number))))


def _rows(number):
    return max(3, ceil(2 * number / _columns(number)))


def _shelves(groups):
    """The groups side by side, as many as a band holds."""
    shelf, taken = [], 0
    for group in groups:
        if shelf and taken + _columns(len(group)) > COLUMNS:
            yield shelf
            shelf, taken = [], 0
        shelf.append(group)
        taken += _columns(len(group))
    if shelf:
        yield shelf


def _place_group(group, ties, box):
    left, top, width, height = box
    inner = (width - 2 * MARGIN, height - ROW)
    order = busiest_first(group, ties)
    spread = _fill(_pushed(_spiral(order), order, ties), inner)
    wished = {one: (left + MARGIN + x, top + LEDGER_LINE + y) for one, (x, y) in spread.items()}
    snapped = _snapped(order, wished, box)
    return dict(sorted(snapped.items(), key=lambda item: (item[1][1], item[1][0])))


def _spiral(order):
    """A start in which no two coincide, the hub in the middle, turned by who takes part."""
    turn = crc32(",".join(map(str, sorted(order))).encode()) / 2**32 * 2 * pi
    return {
        one: (
            sqrt(place) * cos(turn + place * GOLDEN_ANGLE),
            sqrt(place) * sin(turn + place * GOLDEN_ANGLE),
        )
        for place, one in enumerate(order)
    }


def _pushed(places, order, ties):
    """All push each other away, ties pull together, and every round moves less (Fruchterman, Reingold)."""
    heat = sqrt(len(order)) / 2
    for turn in range(ROUNDS):
        moves = _pushes(places, order)
        for tie in ties:
            _pull(moves, places, *tie.ends)
        limit = heat * (1 - turn / ROUNDS)
        for one in order:
            (x, y), (move_x, move_y) = places[one], moves[one]
            length = hypot(move_x, move_y) or 1
            share = min(length, limit) / length
            places[one] = (x + move_x * share, y + move_y * share)
    return places


def _pushes(places, order):
    moves = {one: [0.0, 0.0] for one in order}
    points = [(*places[one], moves[one]) for one in order]
    for place, (x, y, move) in enumerate(points):
        for other_x, other_y, other_move in points[:place]:
            across, down = x - other_x, y - other_y
            strength = 1 / (across * across + down * down + 0.01)
            move[0] += across * strength
            move[1] += down * strength
            other_move[0] -= across * strength
            other_move[1] -= down * strength
    return moves


def _pull(moves, places, first, second):
    across, down = places[first][0] - places[second][0], places[first][1] - places[second][1]
    strength = hypot(across, down)
    for one, sign in ((first, -1), (second, 1)):
        moves[one][0] += sign * across * strength
        moves[one][1] += sign * down * strength


def _fill(places, room):
    """Stretched so that the group fills its room; one alone stands in the middle."""
    stretched = []
    for axis in (0, 1):
        values = [place[axis] for place in places.values()]
        least, extent = min(values), max(values) - min(values)
        stretched.append(
            [(value - least) / extent * room[axis] if extent > 0.01 else room[axis] / 2 for value in values]
        )
    return dict(zip(places, zip(*stretched, strict=True), strict=True))


def _snapped(order, wished, box):
    """Each on the free spot nearest to its wish, its middle on a line of the ledger."""
    taken = {}
    for one in order:
        taken[one] = _nearest_free(wished[one], list(taken.values()), _spots(box))
    return taken


def _spots(box):
    left, top, width, height = box
    across = range(int(left + MARGIN), int(left + width - MARGIN) + 1, STEP)
    down = range(top + LEDGER_LINE, top + height, LEDGER_LINE)
    return [(x, y) for y in down for x in across]


def _nearest_free(wish, taken, spots):
    x, y = wish
    near = sorted(spots, key=lambda spot: ((spot[0] - x) ** 2 + (spot[1] - y) ** 2, spot))
    for across, down in SPACINGS:
        for spot in near:
            if all(abs(spot[0] - x) >= across or abs(spot[1] - y) >= down for x, y in taken):
                return spot
    return near[0]
