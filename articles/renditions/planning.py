"""Which renditions a picture gets."""

import hashlib

WIDTHS = (480, 960, 1600)
#: Width by height of what is cut out; the whole picture keeps its own proportions.
WHOLE, WIDE, SQUARE = "whole", "wide", "square"
PROPORTIONS = {WHOLE: None, WIDE: (16, 9), SQUARE: (1, 1)}
WIDTHS_OF = {WHOLE: WIDTHS, WIDE: WIDTHS, SQUARE: WIDTHS[:1]}
#: Raise it when the same picture shall be drawn otherwise: all renditions then get new names.
RECIPE = 1
#: A crop that cuts off less than this share of the picture is none.
HARDLY_ANYTHING = 0.01


def plan(width: int, height: int, focus: tuple[int, int]) -> dict[str, dict]:
    """The shapes of a picture of this size, each with its ``mark`` and ``widths``: what ``Picture`` stores.

    A shape that the whole picture has is left out, and nothing is drawn larger than it is. A shape narrower
    than the smallest width is drawn as wide as it is. The mark changes when what is drawn would. A row that
    knows no size gets none.
    """
    planned = {}
    if not (width and height):
        return planned
    for shape, wanted in WIDTHS_OF.items():
        left, _top, right, _bottom = crop_box(width, height, shape, focus)
        if shape != WHOLE and _is_whole(width, height, shape):
            continue
        widest = right - left
        widths = [step for step in wanted if step <= widest] or [widest]
        planned[shape] = {"mark": _mark(shape, focus), "widths": widths}
    return planned


def crop_box(width: int, height: int, shape: str, focus: tuple[int, int]) -> tuple[int, int, int, int]:
    """The largest part of this shape, with the focal point (in per cent) as near its middle as possible."""
    if PROPORTIONS[shape] is None:
        return 0, 0, width, height
    across, down = PROPORTIONS[shape]
    wide = min(width, round(height * across / down))
    high = min(height, round(width * down / across))
    left, top = _start(width, wide, focus[0]), _start(height, high, focus[1])
    return left, top, left + wide, top + high


def fallback_width(widths: list[int]) -> int:
    """The one width that is drawn as JPEG, too: for browsers that know no newer format."""
    return max((width for width in widths if width <= WIDTHS[1]), default=min(widths))


def height_of(width: int, size: tuple[int, int], shape: str) -> int:
    across, down = PROPORTIONS[shape] or size
    return max(1, round(width * down / across))


def _is_whole(width, height, shape):
    left, top, right, bottom = crop_box(width, height, shape, (50, 50))
    kept = (right - left) * (bottom - top) / (width * height)
    return kept > 1 - HARDLY_ANYTHING


def _start(length, part, focus):
    return min(max(round(length * focus / 100 - part / 2), 0), length - part)


def _mark(shape, focus):
    cut = (RECIPE, shape) if shape == WHOLE else (RECIPE, shape, *focus)
    return hashlib.sha256(":".join(map(str, cut)).encode()).hexdigest()[:8]
