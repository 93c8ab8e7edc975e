"""The regular and Archimedean tilings that carry the patterns, with edges of length one.

A point is a complex number: turning is multiplication, moving is addition. Only the outline of the
tiles is here; the lines that make a star of a tile are in ``girih``.
"""

import cmath
import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

APOTHEM_OCTAGON = (1 + math.sqrt(2)) / 2
APOTHEM_DODECAGON = 1 + math.sqrt(3) / 2
TRIANGULAR = cmath.rect(1, math.pi / 3)

LARGE, SMALL, PLAIN = "large", "small", "plain"


@dataclass(frozen=True)
class Tile:
    """A regular polygon; ``facing`` is the direction in degrees from its centre to one edge's midpoint.

    A large tile's star has one tone, a small one's the spot colour, a plain one's the ground's.
    """

    sides: int
    centre: complex
    facing: float
    part: str

    @property
    def apothem(self) -> float:
        return 0.5 / math.tan(math.pi / self.sides)

    @property
    def midpoints(self) -> list[complex]:
        step = 2 * math.pi / self.sides
        facing = math.radians(self.facing)
        return [self.centre + cmath.rect(self.apothem, facing + step * side) for side in range(self.sides)]

    def moved(self, shift: complex) -> "Tile":
        return Tile(self.sides, self.centre + shift, self.facing, self.part)


@dataclass(frozen=True)
class Tiling:
    """Tiles repeated along two vectors; a route may step from a stop to any of its ``neighbours``."""

    across: complex
    along: complex
    tiles: tuple[Tile, ...]
    neighbours: tuple[complex, ...]

    def within(self, reach: float) -> Iterator[Tile]:
        """Every tile whose centre is at most ``reach`` edges from the origin."""
        for shift in self._shifts(reach):
            for tile in self.tiles:
                if abs(tile.centre + shift) <= reach:
                    yield tile.moved(shift)

    def stops_within(self, reach: float) -> list[complex]:
        """The lattice of the large stars, where a route may turn."""
        return [shift for shift in self._shifts(reach) if abs(shift) <= reach]

    def _shifts(self, reach: float) -> Iterator[complex]:
        # The vectors stand at 60 degrees or more, so this many of each cover the circle.
        furthest = math.ceil(reach / min(abs(self.across), abs(self.along)) * 2 / math.sqrt(3)) + 1
        steps = range(-furthest, furthest + 1)
        for first, second in product(steps, steps):
            yield first * self.across + second * self.along


def _ring(pitch: float, count: int) -> tuple[complex, ...]:
    return tuple(cmath.rect(pitch, 2 * math.pi * turn / count) for turn in range(count))


def _squares() -> Tiling:
    """Plain squares: of the chequer's one colour three in four are large and one small."""
    across, along = 2 + 2j, 2 - 2j
    kinds = {
        0: SMALL,
        2: LARGE,
        1 + 1j: LARGE,
        1 - 1j: LARGE,
        1: PLAIN,
        3: PLAIN,
        2 + 1j: PLAIN,
        2 - 1j: PLAIN,
    }
    tiles = tuple(Tile(4, complex(centre), 0, part) for centre, part in kinds.items())
    return Tiling(across, along, tiles, (across, along, -across, -along))


def _octagons_and_squares() -> Tiling:
    """4.8.8"""
    pitch = 2 * APOTHEM_OCTAGON
    corner = APOTHEM_OCTAGON * (1 + 1j)
    tiles = (Tile(8, 0j, 0, LARGE), Tile(4, corner, 45, SMALL))
    return Tiling(pitch, pitch * 1j, tiles, _ring(pitch, 4))


def _dodecagons_and_triangles() -> Tiling:
    """3.12.12"""
    across = 2 * APOTHEM_DODECAGON
    along = across * TRIANGULAR
    third = (across + along) / 3
    tiles = (Tile(12, 0j, 0, LARGE), Tile(3, third, 90, SMALL), Tile(3, 2 * third, 30, SMALL))
    return Tiling(across, along, tiles, _ring(across, 6))


def _dodecagons_hexagons_and_squares() -> Tiling:
    """4.6.12"""
    across = 2 * APOTHEM_DODECAGON + 1
    along = across * TRIANGULAR
    third = (across + along) / 3
    tiles = (
        Tile(12, 0j, 0, LARGE),
        Tile(4, across / 2, 0, SMALL),
        Tile(4, along / 2, 60, SMALL),
        Tile(4, (along - across) / 2, 120, SMALL),
        Tile(6, third, 30, PLAIN),
        Tile(6, 2 * third, 30, PLAIN),
    )
    return Tiling(across, along, tiles, _ring(across, 6))


SQUARES = _squares()
OCTAGONS = _octagons_and_squares()
DODECAGONS_TRIANGLES = _dodecagons_and_triangles()
DODECAGONS_HEXAGONS = _dodecagons_hexagons_and_squares()
