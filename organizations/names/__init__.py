"""Find known names in a text, in both scripts.

Precision comes before recall: what is found is proposed to an editor, and a wrong link to a real organisation
costs more than a missing one. Files inside may import downwards only: index → capitals, families, reading.
"""

from .families import Families
from .index import Entry, Mention, NameIndex

__all__ = ["Entry", "Families", "Mention", "NameIndex"]
