"""The picture that stands beside a shared link to an article: its headline, and its lead picture or a cover.

Nothing here knows a model, a file or a request.
"""

from .drawing import PANEL, Card, Shown, draw_card

__all__ = ["PANEL", "Card", "Shown", "draw_card"]
