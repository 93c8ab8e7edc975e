"""Rich text: what markup a body may hold, and how to read it. Knows no model."""

from .cleaning import clean_html
from .limits import TextTooLong
from .opening import split_after
from .reading import addresses, picture_names, to_text

__all__ = ["TextTooLong", "addresses", "clean_html", "picture_names", "split_after", "to_text"]
