"""The drawing for a wide page: places found by force, lines that avoid seals, names on the freest side."""

from collections import Counter
from dataclasses import replace
from math import hypot

from .curves import bent
from .drawing import (
    LABEL_SIZE,
    LINE_HEIGHT,
    Box,
    Drawing,
    Line,
    Number,
    Row,
    Seal,
    ledger_rules,
    with_numbers,
)
from .lettering import width_of, wrapped
from .paper import Paper, lightest
from .placing import place
from .plates import with_plates

WIDTH = 1000
LABEL_ROOM = 130
SMALL_SIZE = 11.5
NUMBER_HEIGHT = 22
GAP = 6
NUMBER_GAP = 8
SHORT = 110
#: How far a line may bend in order to pass a seal, and where on it the number may stand.
BENDS = (0, 30, -30, 60, -60, 90, -90)
SHARES = tuple(0.04 * step for step in range(4, 22))
#: Away from a hub, where its lines lie apart.
MIDDLE, OUTWARD = 0.5, 0.64


def draw_wide(subject):
    places, height = place(subject.organizations, subject.ties, WIDTH)
    seals = {key: _seal(subject, key, places[key]) for key in places}
    paper = Paper(WIDTH, height, [seal.box for seal in seals.values()])
    lines = [line_between(subject, tie, seals) for tie in subject.ties]
    for line in lines:
        paper.take_line(line.curve)
    degrees = Counter(end for tie in subject.ties for end in tie.ends)
    # Where its number can stand on a short line is decided before names take the room.
    lines = [_numbered(subject, line, degrees, paper) if _is_short(line) else line for line in lines]
    named = [_named(subject, seal, paper) for seal in seals.values()]
    lines = [line if line.number else _numbered(subject, line, degrees, paper) for line in lines]
    seals = with_plates(tuple(with_numbers(named, lines)), subject, WIDTH, height)
    return Drawing(WIDTH, height, tuple(lines), seals, "wide", ledger_rules(height))


def _seal(subject, key, point):
    title = subject.organization_words(key)
    return Seal(subject.organizations[key], *point, subject.radius(key), title)


def line_between(subject, tie, seals):
    """Straight, or bent as little as keeps it off every other seal."""
    start, end = (seals[key] for key in tie.ends)
    others = [seal for key, seal in seals.items() if key not in tie.ends]
    curves = (bent((start.x, start.y), (end.x, end.y), bend) for bend in BENDS)
    straight = bent((start.x, start.y), (end.x, end.y), 0)
    curve = next((curve for curve in curves if _is_free(curve, others)), straight)
    return Line(tie, subject.kind_of(tie), curve.shortened(start.radius + 2, end.radius + 2))


def _is_short(line):
    (x, y), *_bends, (other_x, other_y) = line.curve.points
    return hypot(x - other_x, y - other_y) < SHORT


def _is_free(curve, seals):
    xs, ys = zip(*curve.points, strict=True)
    return all(
        curve.clears((seal.x, seal.y), seal.radius + GAP)
        for seal in seals
        if min(xs) - 30 < seal.x < max(xs) + 30 and min(ys) - 30 < seal.y < max(ys) + 30
    )


def _numbered(subject, line, degrees, paper):
    """The line with the entry's number where it covers least of what is there, away from a hub."""
    if not line.tie.entries:
        return line
    text = subject.number_text(line.tie)
    width = width_of(text, LABEL_SIZE) + 16
    start, end = (degrees[key] for key in line.tie.ends)
    wish = MIDDLE if abs(start - end) < 3 else OUTWARD if start > end else 1 - OUTWARD
    shares = sorted(SHARES, key=lambda share: abs(share - wish))
    boxes = (Box.around(line.curve.at(share), width, NUMBER_HEIGHT) for share in shares)
    box = lightest(boxes, lambda box: paper.covered(box.padded(NUMBER_GAP)))
    paper.take(box)
    return replace(line, number=Number(line.tie, text, box, *subject.link_of(line.tie)))


def _named(subject, seal, paper):
    """The seal with its name on the freest of eight sides, and below it how many entries it stands in."""
    words = wrapped(seal.organization.label, size=LABEL_SIZE, room=LABEL_ROOM, lines=2)
    count = subject.count_words(seal.organization.pk)
    sizes = [width_of(row, LABEL_SIZE) for row in words]
    if count:
        sizes.append(width_of(count, SMALL_SIZE))
    sides = _sides(seal, max(sizes), len(sizes) * LINE_HEIGHT)
    anchor, box = lightest(sides, lambda side: paper.burden(side[1]))
    paper.take(box)
    rows = _rows([*words, count] if count else words, anchor, box, has_count=bool(count))
    return replace(seal, rows=rows, target=box)


def _sides(seal, width, height):
    """Below, above, after, before, and the four corners; the first of those equally free is taken."""
    edge, corner = seal.radius + GAP, seal.radius + GAP / 2
    middle_x, middle_y = seal.x - width / 2, seal.y - height / 2
    before, after = seal.x - edge - width, seal.x + edge
    yield "middle", Box(middle_x, seal.y + edge, width, height)
    yield "middle", Box(middle_x, seal.y - edge - height, width, height)
    yield "start", Box(after, middle_y, width, height)
    yield "end", Box(before, middle_y, width, height)
    yield "start", Box(seal.x + corner, seal.y + corner / 2, width, height)
    yield "start", Box(seal.x + corner, seal.y - corner / 2 - height, width, height)
    yield "end", Box(seal.x - corner - width, seal.y + corner / 2, width, height)
    yield "end", Box(seal.x - corner - width, seal.y - corner / 2 - height, width, height)


def _rows(words, anchor, box, *, has_count):
    x = {"start": box.x, "middle": box.x + box.width / 2, "end": box.x + box.width}[anchor]
    last = len(words) - 1
    return tuple(
        Row(text, round(x), round(box.y + 13 + place * LINE_HEIGHT), anchor, has_count and place == last)
        for place, text in enumerate(words)
    )
