"""The public pages of the ledger, one file for each.

Files inside import nothing from each other.
"""

from .entries import partnership_detail, partnership_list

__all__ = ["partnership_detail", "partnership_list"]
