"""Rich text: what markup a body may hold, how to read it, and how a page shows it. Knows no model."""

from .cleaning import clean_html
from .limits import TextTooLong
from .opening import split_after
from .parts import parts_of
from .players import with_players
from .reading import addresses, lines_of, picture_names, to_text, unnamed_pictures
from .rendering import render, render_elsewhere

__all__ = [
    "TextTooLong",
    "addresses",
    "clean_html",
    "lines_of",
    "parts_of",
    "picture_names",
    "render",
    "render_elsewhere",
    "split_after",
    "to_text",
    "unnamed_pictures",
    "with_players",
]
