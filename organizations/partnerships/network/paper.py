"""What stands on a drawing already, so that what comes next keeps clear of it."""

from collections import defaultdict
from dataclasses import dataclass, field

from .drawing import Box

EDGE = 4
STEPS = 30
BAND = 20
#: How bad it is to leave the paper, to cover a seal, a number or a name, and to cross a line.
OUTSIDE, COVERED, CROSSED = 20, 10, 60


def lightest(things, weight):
    """The first thing that weighs nothing, else the lightest; what comes after the first isn't weighed."""
    weighed = []
    for thing in things:
        if not (heaviness := weight(thing)):
            return thing
        weighed.append((heaviness, len(weighed), thing))
    return min(weighed)[2]


@dataclass
class Paper:
    width: int
    height: int
    boxes: list = field(default_factory=list)
    #: Points of the lines, by the band of the paper in which they lie.
    points: dict = field(default_factory=lambda: defaultdict(list))

    def take(self, box):
        self.boxes.append(box)

    def take_line(self, curve):
        for step in range(STEPS + 1):
            point = curve.at(step / STEPS)
            self.points[point[1] // BAND].append(point)

    def _in(self, band):
        return self.points.get(band, ())

    def covered(self, box):
        """How much of what stands there a box would cover."""
        return sum(box.overlap(other) for other in self.boxes)

    def burden(self, box):
        """The same, with leaving the paper and crossing lines."""
        inside = Box(EDGE, EDGE, self.width - 2 * EDGE, self.height - 2 * EDGE)
        outside = box.width * box.height - box.overlap(inside)
        left, right, top, bottom = box.x, box.x + box.width, box.y, box.y + box.height
        near = (
            point for band in range(int(top // BAND), int(bottom // BAND) + 1) for point in self._in(band)
        )
        crossed = sum(left < x < right and top < y < bottom for x, y in near)
        return OUTSIDE * outside + COVERED * self.covered(box) + CROSSED * crossed
