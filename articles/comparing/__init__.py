"""What changed between two texts, word by word, as plain structures. Knows no model and no markup of a page.

The time grows with the length of the texts, not with its square: see ``matching``.
"""

from .blocks import BlockChange, Passage, compare_bodies, in_context
from .merging import merge_bodies
from .tokens import TooLongToCompare
from .words import Segment, Status, compare_lines

__all__ = [
    "BlockChange",
    "Passage",
    "Segment",
    "Status",
    "TooLongToCompare",
    "compare_bodies",
    "compare_lines",
    "in_context",
    "merge_bodies",
]
