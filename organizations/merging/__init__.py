"""Two records of the directory that are one become one.

Files inside may import downwards only: verb → links.
"""

from .links import links_of
from .verb import MergeError, Outcome, may_merge, merge, refuse

__all__ = ["MergeError", "Outcome", "links_of", "may_merge", "merge", "refuse"]
