"""What a topic decides about its covers; everything else is the seed's."""

from collections.abc import Callable
from dataclasses import dataclass

from . import forms, palettes, tilings
from .palettes import Palette
from .tilings import Tiling

QUARTERS = (0, 45)
TWELFTHS = (0, 15, 30, 45)


@dataclass(frozen=True)
class TopicStyle:
    """``angle`` and ``drift`` are degrees, ``edge`` a tile's edge as a share of the picture's height."""

    tiling: Tiling
    angle: float
    form: Callable
    palettes: tuple[Palette, Palette]
    edge: float
    turns: tuple[int, ...]
    drift: tuple[float, float] = (3, 6)


POLICY = TopicStyle(tilings.OCTAGONS, 62, forms.pointed_arch, palettes.POLICY, 0.133, QUARTERS)

STYLES = {
    "policy": POLICY,
    "infrastructure": TopicStyle(
        tilings.DODECAGONS_HEXAGONS, 69, forms.rising_blocks, palettes.INFRASTRUCTURE, 0.086, TWELFTHS
    ),
    "cloud": TopicStyle(
        tilings.DODECAGONS_TRIANGLES, 66, forms.discs_on_a_horizon, palettes.CLOUD, 0.083, TWELFTHS
    ),
    "security": TopicStyle(
        tilings.SQUARES, 60, forms.nested_diamond, palettes.SECURITY, 0.118, TWELFTHS, (16, 20)
    ),
    "skills": TopicStyle(tilings.DODECAGONS_TRIANGLES, 53, forms.stairs, palettes.SKILLS, 0.077, TWELFTHS),
    "networks": TopicStyle(tilings.OCTAGONS, 54, forms.rings_from_below, palettes.NETWORKS, 0.123, QUARTERS),
}


def style_for(topic: str) -> TopicStyle:
    """A topic added later is drawn by policy's rules; its own seed still makes it another picture."""
    return STYLES.get(topic, POLICY)
