"""The nouns of the ledger. Import them from here: ``from organizations.partnerships.models import Party``.

Files inside may import downwards only: alias, commitment, party, source → partnership.
"""

from .alias import PartnershipAlias
from .commitment import Commitment
from .partnership import Partnership
from .party import Party, Signatory
from .source import Source

__all__ = ["Commitment", "Partnership", "PartnershipAlias", "Party", "Signatory", "Source"]
