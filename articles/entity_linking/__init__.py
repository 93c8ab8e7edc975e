"""Recognise the organisations, people and entries of the directory in a text, by their names in both scripts.

Files inside may import downwards only: body, finding → directory → freshness.
"""

from .body import body_links
from .directory import Directory, Thing, directory
from .finding import Find, find_in_texts

__all__ = ["Directory", "Find", "Thing", "body_links", "directory", "find_in_texts"]
