"""What renditions are called: whose they are, their shape and width, and the mark of what was drawn.

``<digest of the picture>-wide960-<mark>.avif``: the same name is always the same picture, and whoever has a
name finds the picture by the index of its file.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from .planning import fallback_width

#: In the order in which a browser is to try them.
FORMATS = ("avif", "webp")
FALLBACK = "jpg"
#: How the picture itself may be stored.
STORED_AS = ("webp", "jpg", "jpeg", "png", "avif", "gif")

_NAME = re.compile(r"([0-9a-f]{32})-(?:whole|wide|square)[1-9][0-9]{1,4}-[0-9a-f]{8}\.(?:avif|webp|jpg)")


def rendition_name(picture_name: str, shape: str, mark: str, width: int, extension: str) -> str:
    return f"{PurePosixPath(picture_name).stem}-{shape}{width}-{mark}.{extension}"


def file_names(picture_name: str, renditions: dict[str, dict]) -> Iterator[str]:
    """Every file of the renditions that ``plan`` tells of, for the picture's file or for its night twin."""
    for shape, drawn in renditions.items():
        for width in drawn["widths"]:
            for extension in extensions_of(width, drawn["widths"]):
                yield rendition_name(picture_name, shape, drawn["mark"], width, extension)


def extensions_of(width: int, widths: list[int]) -> tuple[str, ...]:
    return (*FORMATS, FALLBACK) if width == fallback_width(widths) else FORMATS


def is_rendition(name: str) -> bool:
    return bool(_NAME.fullmatch(name))


def sources_of(name: str) -> list[str]:
    """The names one of which the picture's own file has; nothing for what is no rendition's name."""
    found = _NAME.fullmatch(name)
    return [f"{found[1]}.{extension}" for extension in STORED_AS] if found else []
