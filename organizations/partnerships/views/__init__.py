"""The public pages of the ledger, one file for each.

Files inside import nothing from each other.
"""

from .card import partnership_card
from .entries import partnership_detail, partnership_list
from .network import partnership_network

__all__ = ["partnership_card", "partnership_detail", "partnership_list", "partnership_network"]
