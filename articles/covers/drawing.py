"""From topic and seed to a picture.

The picture is drawn in colour numbers and looked up in the palettes at the very end: the two palettes
and the night twin are the same drawing by construction.
"""

import cmath
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageOps

from . import girih
from .palettes import CREAM, Colour, Palette, darkest, lightness
from .route import find_route, spread
from .seeding import SeededNumbers
from .styles import TopicStyle, style_for
from .tilings import LARGE, PLAIN, SMALL, Tile

OVERSAMPLING = 3
WEBP_QUALITY = 70

GROUND, STAR, SPOT, LINE = range(4)
OTHER_PALETTE = 4
ROUTE_LINE, ROUTE_CASING = 8, 9
FILLS = {LARGE: STAR, SMALL: SPOT, PLAIN: GROUND}

LINE_WIDTH = 0.0034
HEART_LINE_WIDTH = 0.0022
ROUTE_WIDTH, CASING_WIDTH = 0.0134, 0.026
NODE_RADII = ((0.036, ROUTE_CASING), (0.0285, ROUTE_LINE), (0.0155, ROUTE_CASING))
MARGIN = 0.11
STEEPEST, FLATTEST = 80, 24


@dataclass(frozen=True)
class Field:
    """Where a tiling lies in the picture: its edge in pixels, its turn and offset, its angle's drift."""

    style: TopicStyle
    width: int
    height: int
    edge: float
    turn: complex
    offset: complex
    drift: float

    def place(self, point: complex) -> complex:
        return self._middle + (point + self.offset) * self.turn * self.edge

    def angle_at(self, point: complex) -> float:
        across = (self.place(point).real / self.width - 0.5) * 2
        return min(STEEPEST, max(FLATTEST, self.style.angle + self.drift * across))

    @property
    def reach(self) -> float:
        """Far enough, in edges, that no corner of the picture stays empty."""
        return abs(self._middle) / self.edge + abs(self.offset) + 3

    @property
    def _middle(self) -> complex:
        return complex(self.width, self.height) / 2


def draw_cover(
    topic: str, seed: str, nodes: int, *, night: bool = False, size: tuple[int, int] = (1600, 900)
) -> Image.Image:
    """The cover of the article ``seed`` in ``topic``, with a ringed node for each of ``nodes`` organisations.

    ``night`` puts the darker palette on the ground and changes nothing else. The organisations change
    only the route, so a cover stays recognisable when one is added. Above 24 no more rings are drawn. Sizes
    are landscape or square.
    """
    style = style_for(topic)
    seeded = SeededNumbers(f"{topic}:{seed}")
    width, height = (side * OVERSAMPLING for side in size)
    first, second = _palettes(style, seeded, night)
    field = _field(style, width, height, seeded)
    canvas = ImageChops.add(_pattern(field), _form(style, width, height, seeded))
    if nodes:
        _draw_route(ImageDraw.Draw(canvas), field, nodes, seeded)
    return _coloured(canvas, [*first, *second, CREAM, darkest(style.palettes)]).resize(
        size, Image.Resampling.LANCZOS
    )


def save_webp(image: Image.Image) -> bytes:
    """About 80–150 kB at 1600×900; sharp chroma keeps the thin lines clean on reds and blues."""
    stream = io.BytesIO()
    image.save(stream, "WEBP", quality=WEBP_QUALITY, method=6, use_sharp_yuv=True)
    return stream.getvalue()


def _palettes(style: TopicStyle, seeded: SeededNumbers, night: bool) -> Sequence[Palette]:
    chosen = seeded.choice((style.palettes, style.palettes[::-1]))
    return sorted(chosen, key=lambda palette: lightness(palette.ground)) if night else chosen


def _field(style: TopicStyle, width: int, height: int, seeded: SeededNumbers) -> Field:
    return Field(
        style,
        width,
        height,
        edge=style.edge * height * seeded.between(0.92, 1.1),
        turn=cmath.rect(1, math.radians(seeded.choice(style.turns))),
        offset=style.tiling.across * seeded.number() + style.tiling.along * seeded.number(),
        drift=seeded.between(*style.drift) * seeded.choice((1, -1)),
    )


def _pattern(field: Field) -> Image.Image:
    canvas = Image.new("L", (field.width, field.height), GROUND)
    draw = ImageDraw.Draw(canvas)
    for tile in field.style.tiling.within(field.reach):
        _draw_tile(draw, field, tile)
    return canvas


def _draw_tile(draw: ImageDraw.ImageDraw, field: Field, tile: Tile) -> None:
    _figure(draw, field, girih.star(tile, field.angle_at), FILLS[tile.part], LINE_WIDTH)
    if tile.sides >= 8:
        _figure(draw, field, girih.heart(tile), GROUND, HEART_LINE_WIDTH)


def _figure(
    draw: ImageDraw.ImageDraw, field: Field, outline: Sequence[complex], fill: int, line_width: float
) -> None:
    points = [_xy(field.place(point)) for point in outline]
    draw.polygon(points, fill=fill)
    # Past the first corner again, so that the joint there is rounded like the others.
    draw.line([*points, *points[:2]], fill=LINE, width=round(line_width * field.height), joint="curve")


def _form(style: TopicStyle, width: int, height: int, seeded: SeededNumbers) -> Image.Image:
    """A mask that lifts the colour numbers under the form into the other palette."""
    mask = Image.new("L", (width, height), 0)
    style.form(ImageDraw.Draw(mask), width, height, seeded)
    mask = seeded.choice((mask, ImageOps.mirror(mask)))
    return mask.point(lambda value: value * OTHER_PALETTE)


def _draw_route(draw: ImageDraw.ImageDraw, field: Field, nodes: int, seeded: SeededNumbers) -> None:
    steps = [step * field.turn * field.edge for step in field.style.tiling.neighbours]
    route = find_route(_stops(field), steps, nodes, seeded)
    line = [_xy(stop) for stop in route]
    for width, colour in ((CASING_WIDTH, ROUTE_CASING), (ROUTE_WIDTH, ROUTE_LINE)):
        draw.line(line, fill=colour, width=round(width * field.height), joint="curve")
    for node in spread(route, nodes):
        _draw_node(draw, node, field.height)


def _stops(field: Field) -> list[complex]:
    """The large stars that lie far enough from the edges for a whole ring."""
    margin = MARGIN * field.height
    stars = map(field.place, field.style.tiling.stops_within(field.reach))
    return [
        star
        for star in stars
        if margin <= star.real <= field.width - margin and margin <= star.imag <= field.height - margin
    ]


def _draw_node(draw: ImageDraw.ImageDraw, node: complex, height: int) -> None:
    for radius, colour in NODE_RADII:
        draw.circle(_xy(node), radius * height, fill=colour)


def _coloured(canvas: Image.Image, colours: Sequence[Colour]) -> Image.Image:
    canvas.putpalette([channel for colour in colours for channel in colour])
    return canvas.convert("RGB")


def _xy(point: complex) -> tuple[float, float]:
    return point.real, point.imag
