"""What changed between two texts, word by word, as plain structures. Knows no model and no markup of a page.

The time grows with the length of the texts, not with its square: see ``matching``.
"""

from .blocks import BlockChange, Passage, compare_bodies, in_context
from .merging import merge_bodies
from .places import Places, changed_places, in_numbers
from .tokens import TooLongToCompare
from .words import Segment, Status, compare_lines

__all__ = [
    "BlockChange",
    "Passage",
    "Places",
    "Segment",
    "Status",
    "TooLongToCompare",
    "changed_places",
    "compare_bodies",
    "compare_lines",
    "in_context",
    "in_numbers",
    "merge_bodies",
]
