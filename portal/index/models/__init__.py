"""What the index keeps in the database of the portal."""

from .name import Name

__all__ = ["Name"]
