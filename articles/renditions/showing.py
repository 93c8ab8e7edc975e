"""Which renditions a page offers the browser, by what the picture is for."""

from dataclasses import dataclass
from typing import NamedTuple

from .naming import FALLBACK, FORMATS, rendition_name
from .planning import SQUARE, WHOLE, WIDE, WIDTHS, fallback_width, height_of


class Use(NamedTuple):
    """``sizes`` is how wide the picture stands on the page: the browser asks before it knows the styles."""

    shape: str
    widths: tuple[int, ...]
    sizes: str


USES = {
    "lead": Use(WIDE, WIDTHS, "(min-width:56.25rem) 38rem, 100vw"),
    "head": Use(WIDE, WIDTHS, "(min-width:56.25rem) 30rem, 100vw"),
    "card": Use(WIDE, WIDTHS[:2], "(min-width:56.25rem) 20rem, 100vw"),
    "thumb": Use(SQUARE, WIDTHS[:1], "12rem"),
    "figure": Use(WHOLE, WIDTHS, "(min-width:48rem) 42rem, 100vw"),
}


class Source(NamedTuple):
    """What one ``source`` element says. An empty ``type`` leaves the format to the file."""

    srcset: str
    type: str = ""
    sizes: str = ""
    is_night: bool = False


@dataclass(frozen=True)
class Shown:
    """A picture as a page shows it: the sources in the order of preference, and the image itself."""

    sources: list[Source]
    url: str
    width: int
    height: int


class Still(NamedTuple):
    """One file of a picture, for those who choose none by themselves."""

    name: str
    width: int
    height: int


def stills(picture) -> list[Still]:
    """The picture in every shape, each as JPEG; its own file where no renditions are made."""
    day, size = picture.file.name, (picture.width, picture.height)
    found = []
    # PostgreSQL keeps the keys of JSON in an order of its own.
    for shape, drawn in sorted(picture.renditions.items()):
        width = fallback_width(drawn["widths"])
        name = rendition_name(day, shape, drawn["mark"], width, FALLBACK)
        found.append(Still(name, width, height_of(width, size, shape)))
    return found or [Still(day, *size)]


def shown(picture, use: str, url_of) -> Shown:
    """The picture for one of the ``USES``; its own file where no renditions are made.

    ``picture`` needs ``file``, ``night_file``, ``width``, ``height`` and ``renditions``; ``url_of`` turns the
    name of a file into its address.
    """
    wanted = USES[use]
    day = picture.file.name
    # Some drawings are dark by themselves: their twin is the same file.
    night = picture.night_file.name if picture.night_file.name != day else ""
    shape, drawn = _drawn(picture.renditions, wanted.shape)
    if drawn is None:
        sources = [Source(url_of(night), is_night=True)] if night else []
        return Shown(sources, url_of(day), picture.width, picture.height)
    widths = [width for width in drawn["widths"] if width in wanted.widths] or drawn["widths"]
    sizes = wanted.sizes if len(widths) > 1 else ""

    def url(name, width, extension):
        return url_of(rendition_name(name, shape, drawn["mark"], width, extension))

    def source(name, extension):
        srcset = ", ".join(f"{url(name, width, extension)} {width}w" for width in widths)
        only = url(name, widths[0], extension)
        return Source(srcset if sizes else only, f"image/{extension}", sizes, name == night)

    return Shown(
        [source(name, extension) for name in (night, day) if name for extension in FORMATS],
        url(day, fallback_width(drawn["widths"]), FALLBACK),
        widths[-1],
        height_of(widths[-1], (picture.width, picture.height), shape),
    )


def _drawn(renditions, shape):
    """A shape that is missing among the renditions is the one that the whole picture has."""
    name = shape if shape in renditions else WHOLE
    return name, renditions.get(name)
