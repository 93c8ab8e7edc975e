"""Lines that can bend: Bézier curves of two, three or four points."""

from dataclasses import dataclass
from itertools import pairwise
from math import hypot

LETTERS = {2: "L", 3: "Q", 4: "C"}


@dataclass(frozen=True)
class Curve:
    points: tuple

    def at(self, share):
        """The point after that share of the way, by De Casteljau's rule."""
        points = self.points
        while len(points) > 1:
            points = [
                (x1 + (x2 - x1) * share, y1 + (y2 - y1) * share) for (x1, y1), (x2, y2) in pairwise(points)
            ]
        return points[0]

    def clears(self, point, distance):
        """Whether the curve keeps that far from a point."""
        x, y = point
        steps = (self.at(step / 16) for step in range(17))
        return all(hypot(x - near_x, y - near_y) >= distance for near_x, near_y in steps)

    def shortened(self, start, end):
        """The same line, begun and ended that far inside, so that it meets a seal at its edge."""
        first, *middle, last = self.points
        nearest = [first, *middle, last]
        return Curve((_towards(first, nearest[1], start), *middle, _towards(last, nearest[-2], end)))

    def mirrored(self, width):
        return Curve(tuple((width - x, y) for x, y in self.points))

    @property
    def d(self):
        """As the ``d`` of an SVG path."""
        (x, y), *others = self.points
        rest = " ".join(f"{round(x)} {round(y)}" for x, y in others)
        return f"M{round(x)} {round(y)}{LETTERS[len(self.points)]}{rest}"


def bent(start, end, bend):
    """From one point to the other, bent to the side by so much in the middle."""
    if not bend:
        return Curve((start, end))
    (x1, y1), (x2, y2) = start, end
    length = hypot(x2 - x1, y2 - y1) or 1
    middle_x = (x1 + x2) / 2 - (y2 - y1) / length * bend * 2
    middle_y = (y1 + y2) / 2 + (x2 - x1) / length * bend * 2
    return Curve((start, (middle_x, middle_y), end))


def _towards(point, other, distance):
    (x, y), (other_x, other_y) = point, other
    length = hypot(other_x - x, other_y - y)
    share = min(distance / length, 0.5) if length else 0
    return x + (other_x - x) * share, y + (other_y - y) * share
