"""Records of the directory that may be one and the same, by their names in both scripts.

Files inside may import downwards only: finding → slips, spelling.
"""

from .finding import Pair, Similar, duplicates_of, possible_duplicates

__all__ = ["Pair", "Similar", "duplicates_of", "possible_duplicates"]
