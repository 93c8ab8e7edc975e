"""The picture that stands beside a shared link: an entry's number, its title, and all three lines.

Nothing here knows a model or a request. Files inside may import downwards only: drawing → seals.
"""

from .drawing import Card, draw_card

__all__ = ["Card", "draw_card"]
