"""Words in two scripts on one line of a picture.

The subset fonts hold one script each, so a line is drawn in runs: each by the font that has its letters, in
its own direction, in the order in which eyes meet them. It covers what titles need of the bidirectional
algorithm: names and figures in Arabic, an Arabic name in English; no nesting.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import groupby

from django.contrib.staticfiles import finders
from PIL import ImageDraw, ImageFont

ARABIC = re.compile(r"[\u0600-\u06ff]")
STRONG_LATIN = re.compile(r"[^\W_]")
#: Marks that steer a browser; here the runs do.
STEERING = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
ELLIPSIS = "…"
#: What must not stand before it.
PAUSES = " ،,؛;:.–—-·"


@dataclass(frozen=True)
class Face:
    """A font file; ``scale`` evens out how large its letters look, as in css/fonts.css."""

    file: str
    axes: tuple[int, ...] = ()
    scale: float = 1

    def at(self, size: float) -> ImageFont.FreeTypeFont:
        return _load(self.file, self.axes, round(size * self.scale))


@lru_cache(maxsize=64)
def _load(file, axes, size):
    path = finders.find(f"fonts/{file}.woff2")
    font = ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.RAQM)
    if axes:
        font.set_variation_by_axes(list(axes))
    return font


@dataclass(frozen=True)
class Voice:
    """A face for each script, used together."""

    latin: Face
    arabic: Face


@dataclass(frozen=True)
class Run:
    text: str
    is_arabic: bool
    direction: str


@dataclass(frozen=True)
class Lettering:
    """A voice at one size, in a paragraph of one direction."""

    voice: Voice
    size: float
    rtl: bool

    def width(self, text: str) -> float:
        return sum(self._advance(run) for run in runs(text, rtl=self.rtl))

    def draw(self, canvas: ImageDraw.ImageDraw, x: float, y: float, text: str, fill: str) -> None:
        """Write one line on the baseline ``y``; it starts at ``x``, which in Arabic is its right end."""
        if self.rtl:
            x -= self.width(text)
        for run in runs(text, rtl=self.rtl):
            canvas.text((x, y), run.text, fill, self._font(run), anchor="ls", direction=run.direction)
            x += self._advance(run)

    def wrap(self, text: str, width: float) -> list[str]:
        """The text in lines of at most this width; a single word may be wider."""
        lines = [""]
        for word in text.translate(STEERING).split(" "):
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and self.width(longer) > width:
                lines.append(word)
            else:
                lines[-1] = longer
        return lines

    def _font(self, run):
        return (self.voice.arabic if run.is_arabic else self.voice.latin).at(self.size)

    def _advance(self, run):
        return self._font(run).getlength(run.text, direction=run.direction)


def runs(text: str, *, rtl: bool) -> Iterator[Run]:
    """The runs of a line from left to right, as they are drawn."""
    text = text.translate(STEERING)
    parts = [(way, "".join(text[n] for n in group)) for way, group in _ways(text, rtl)]
    for way, part in reversed(parts) if rtl else parts:
        split = [
            (is_arabic, "".join(letters)) for is_arabic, letters in groupby(part, partial(_is_arabic, way))
        ]
        for is_arabic, letters in reversed(split) if way else split:
            yield Run(letters, is_arabic, "rtl" if way else "ltr")


def _is_arabic(way, letter):
    """Whether the Arabic font draws it: its letters and their spaces. All else is in the Latin one."""
    return bool(ARABIC.match(letter)) or (way and letter == " ")


def _ways(text, rtl):
    """Group the letters by direction; signs between two strong letters of one direction go with them."""
    strong = [
        True if ARABIC.match(letter) else False if STRONG_LATIN.match(letter) else None for letter in text
    ]
    before, after = _nearest(strong), _nearest(strong[::-1])[::-1]
    ways = [
        way if way is not None else left if left == right and left is not None else rtl
        for way, left, right in zip(strong, before, after, strict=True)
    ]
    return groupby(range(len(text)), ways.__getitem__)


def _nearest(strong):
    """For each place the strong direction that came last before it."""
    last, found = None, []
    for way in strong:
        last = last if way is None else way
        found.append(last)
    return found


def fit(
    text: str, voice: Voice, sizes: range, *, width: float, height: float, leading: float, rtl: bool
) -> tuple[Lettering, list[str]]:
    """The largest of these sizes at which the text fits, in lines of like length.

    At the smallest it is cut, with an ellipsis.
    """
    paragraphs = text.split("\n")
    for size in sizes:
        lettering, most = Lettering(voice, size, rtl), int(height // (size * leading))
        if sum(map(lettering.width, paragraphs)) > most * width and size != sizes[-1]:
            continue  # seen without setting it line by line
        lines = [line for paragraph in paragraphs for line in lettering.wrap(paragraph, width)]
        if len(lines) <= most and all(lettering.width(line) <= width for line in lines):
            return lettering, _balanced(lettering, text, lines, width)
    return lettering, _cut(lettering, lines, most, width)


def _balanced(lettering, text, lines, width):
    """As many lines, none of them much shorter than the others: no word is left alone on the last."""
    if "\n" in text or len(lines) == 1:
        return lines
    narrow, wide = width / 2, width
    while wide - narrow > width / 50:
        middle = (narrow + wide) / 2
        shorter = lettering.wrap(text, middle)
        if len(shorter) > len(lines) or any(lettering.width(line) > width for line in shorter):
            narrow = middle
        else:
            wide, lines = middle, shorter
    return lines


def _cut(lettering, lines, most, width):
    kept = lines[:most]
    if len(lines) > most:
        kept[-1] = kept[-1].rstrip(PAUSES) + ELLIPSIS
    return [_shorten(lettering, line, width) for line in kept]


def _shorten(lettering, line, width):
    """Cut at a word; inside one only where that word alone is too wide."""
    while lettering.width(line) > width and len(line) > 1:
        words = line.removesuffix(ELLIPSIS)
        line = (words.rpartition(" ")[0].rstrip(PAUSES) or words[:-1]) + ELLIPSIS
    return line
