"""The large form that gives a cover its poster shape: where it is drawn, the palettes change places.

Each form draws in ones on a mask of zeros. It takes the mask's ``ImageDraw``, the width and height, and
the seed's numbers, and leaves room on one side; ``drawing`` turns half of the masks over.
"""

import math

from PIL import ImageDraw

from .seeding import SeededNumbers

ARCH_STEPS = 64


def pointed_arch(draw: ImageDraw.ImageDraw, width: float, height: float, seeded: SeededNumbers) -> None:
    span = height * seeded.between(0.72, 0.9)
    left = width * seeded.between(0.4, 0.5)
    top = height * seeded.between(0.05, 0.12)
    draw.polygon([(left, height), *_arch(left, span, top), (left + span, height)], fill=1)


def _arch(left: float, span: float, top: float) -> list[tuple[float, float]]:
    """Two arcs with their centres past the middle, so that they rise upright and meet in a soft point."""
    radius = span * 0.62
    steepest = math.acos(1 - span / 2 / radius)
    spring = top + radius * math.sin(steepest)
    turns = [steepest * step / ARCH_STEPS for step in range(ARCH_STEPS + 1)]
    flank = [(radius * (1 - math.cos(turn)), spring - radius * math.sin(turn)) for turn in turns]
    near = [(left + inwards, y) for inwards, y in flank]
    return near + [(left + span - inwards, y) for inwards, y in reversed(flank)]


def rising_blocks(draw: ImageDraw.ImageDraw, width: float, height: float, seeded: SeededNumbers) -> None:
    edge, top = 0.0, height * seeded.between(0.76, 0.84)
    while edge < width:
        step = width * seeded.between(0.16, 0.23)
        draw.rectangle((edge, top, edge + step, height), fill=1)
        edge += step
        top -= height * seeded.between(0.12, 0.18)


def discs_on_a_horizon(draw: ImageDraw.ImageDraw, width: float, height: float, seeded: SeededNumbers) -> None:
    horizon = height * seeded.between(0.58, 0.64)
    middle = width * seeded.between(0.62, 0.68)
    radius = height * seeded.between(0.4, 0.46)
    for shift, share in ((-0.95, 0.68), (0, 1), (1, 0.62)):
        _half_disc(draw, middle + shift * radius, horizon, radius * share)
    draw.rectangle((0, horizon + height * 0.12, width, height), fill=1)


def _half_disc(draw: ImageDraw.ImageDraw, centre: float, horizon: float, radius: float) -> None:
    box = (centre - radius, horizon - radius, centre + radius, horizon + radius)
    draw.pieslice(box, 180, 360, fill=1)


def nested_diamond(draw: ImageDraw.ImageDraw, width: float, height: float, seeded: SeededNumbers) -> None:
    x, y = width * seeded.between(0.34, 0.44), height * seeded.between(0.46, 0.54)
    reach = height * seeded.between(0.58, 0.68)
    for share, fill in ((1, 1), (0.47, 0)):
        half = reach * share
        draw.polygon([(x - half, y), (x, y - half), (x + half, y), (x, y + half)], fill=fill)


def stairs(draw: ImageDraw.ImageDraw, width: float, height: float, seeded: SeededNumbers) -> None:
    edge, top = width * seeded.between(-0.06, 0.04), height * seeded.between(0.1, 0.16)
    tread, riser = width * seeded.between(0.22, 0.26), height * seeded.between(0.22, 0.26)
    while top < height:
        draw.rectangle((0, top, edge + tread, height), fill=1)
        edge, top = edge + tread, top + riser


def rings_from_below(draw: ImageDraw.ImageDraw, width: float, height: float, seeded: SeededNumbers) -> None:
    x, y = width * seeded.between(0.62, 0.74), height * seeded.between(1.0, 1.06)
    unit = height * seeded.between(0.2, 0.23)
    for ring in range(5, 0, -1):
        radius = unit * ring
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=ring % 2)
