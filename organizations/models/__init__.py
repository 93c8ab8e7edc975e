"""The nouns of the directory. Import them from here: ``from organizations.models import Organization``.

Files inside may import downwards only: position → person, alias → organization; any → dated.
"""

from .alias import Alias, PersonAlias
from .organization import Organization
from .person import Person
from .position import Position
from .word_family import WordFamily

__all__ = ["Alias", "Organization", "Person", "PersonAlias", "Position", "WordFamily"]
