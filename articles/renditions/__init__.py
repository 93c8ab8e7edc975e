"""Smaller copies of a picture: which there are, their names, how they are drawn, which of them a page offers.

Nothing here knows a model, a store or a request (``picture_files`` does). Files inside may import
downwards only: drawing, showing → naming → planning.
"""

from .drawing import PictureDamaged, draw_renditions
from .naming import file_names, is_rendition, sources_of
from .planning import plan
from .showing import USES, Shown, Still, shown, stills

__all__ = [
    "USES",
    "PictureDamaged",
    "Shown",
    "Still",
    "draw_renditions",
    "file_names",
    "is_rendition",
    "plan",
    "shown",
    "sources_of",
    "stills",
]
