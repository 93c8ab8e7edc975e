"""Rich text: what markup a body may hold, and how to read it. Knows no model."""

from .cleaning import clean_html
from .limits import TextTooLong
from .reading import picture_names, to_text, unnamed_pictures

__all__ = ["TextTooLong", "clean_html", "picture_names", "to_text", "unnamed_pictures"]
