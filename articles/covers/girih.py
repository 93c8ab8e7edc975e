"""Hankin's construction: from the midpoint of each edge two rays, cut by their neighbours', make a star.

Rays of two tiles meet in a straight line because both know only the midpoint and its angle.
"""

import cmath
import math
from collections.abc import Callable

from .tilings import Tile

HEART_SIZE = 0.44
# A hexagon's star would have six points and in Kuwait be read as an emblem. Rays as flat as this draw a
# regular dodecagon instead.
HEXAGON_ANGLE = 15
HEART_DEPTH = 0.7


def star(tile: Tile, angle_at: Callable[[complex], float]) -> list[complex]:
    """Midpoints and cuts in turn; ``angle_at`` tells the contact angle in degrees at a midpoint."""
    midpoints = tile.midpoints
    half_corner = math.pi / tile.sides
    angles = [HEXAGON_ANGLE if tile.sides == 6 else angle_at(point) for point in midpoints]
    rises = [math.radians(angle) - half_corner for angle in angles]
    outline = []
    for side, here in enumerate(midpoints):
        following = (side + 1) % tile.sides
        outline += [here, _cut(here, midpoints[following], rises[side], rises[following])]
    return outline


def heart(tile: Tile) -> list[complex]:
    """A smaller star, turned half a step, for the middle of a large tile."""
    outer = tile.apothem * HEART_SIZE
    step = math.pi / tile.sides
    start = math.radians(tile.facing)
    radii = (outer * HEART_DEPTH, outer)
    corners = range(2 * tile.sides)
    return [tile.centre + cmath.rect(radii[corner % 2], start + step * corner) for corner in corners]


def _cut(here: complex, there: complex, rise_here: float, rise_there: float) -> complex:
    """Where two rays meet that leave the line from ``here`` to ``there`` at these angles, inwards."""
    if rise_here * rise_there <= 0:
        # One ray leans in and one out: they run side by side, so take the angle between them.
        rise_here = rise_there = (rise_here + rise_there) / 2
    slope_here, slope_there = math.tan(rise_here), math.tan(rise_there)
    share = slope_there / (slope_here + slope_there) if slope_here else 0.5
    return here + (there - here) * (share + share * slope_here * 1j)
