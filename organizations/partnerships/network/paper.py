"""What stands on a drawing already, so that what comes next keeps clear of it."""

from dataclasses import dataclass, field

from .drawing import Box

EDGE = 4
STEPS = 30
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
    points: list = field(default_factory=list)

    def take(self, box):
        self.boxes.append(box)

    def take_line(self, curve):
        self.points += (curve.at(step / STEPS) for step in range(STEPS + 1))

    def covered(self, box):
        """How much of what stands there a box would cover."""
        return sum(box.overlap(other) for other in self.boxes)

    def burden(self, box):
        """The same, with leaving the paper and crossing lines."""
        inside = Box(EDGE, EDGE, self.width - 2 * EDGE, self.height - 2 * EDGE)
        outside = box.width * box.height - box.overlap(inside)
        left, right, top, bottom = box.x, box.x + box.width, box.y, box.y + box.height
        crossed = sum(left < x < right and top < y < bottom for x, y in self.points)
        return OUTSIDE * outside + COVERED * self.covered(box) + CROSSED * crossed
