"""The public pages of the ledger, one file for each.

Files inside import nothing from each other.
"""

from .board import commitment_board
from .card import partnership_card
from .entries import partnership_detail
from .list import partnership_list
from .network import partnership_network
from .pair import pair_timeline

__all__ = [
    "commitment_board",
    "pair_timeline",
    "partnership_card",
    "partnership_detail",
    "partnership_list",
    "partnership_network",
]
