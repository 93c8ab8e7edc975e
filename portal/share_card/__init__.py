"""What the pictures beside shared links have in common: their paper, their letters, and how they are kept.

What a card shows is said where its thing is at home: ``articles.share_card`` and
``organizations.partnerships.share_card``. Files inside may import downwards only: column → lettering.
"""

from .column import Column
from .keeping import digest_of, png_of
from .lettering import Lettering
from .paper import ACCENT, HEIGHT, INK, INK_3, LEDGER, LEDGER_RULE, PAPER, PLAIN, SIZE, STRONG, WIDTH

__all__ = [
    "ACCENT",
    "HEIGHT",
    "INK",
    "INK_3",
    "LEDGER",
    "LEDGER_RULE",
    "PAPER",
    "PLAIN",
    "SIZE",
    "STRONG",
    "WIDTH",
    "Column",
    "Lettering",
    "digest_of",
    "png_of",
]
