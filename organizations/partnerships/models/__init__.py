"""The nouns of the ledger. Import them from here: ``from organizations.partnerships.models import Party``.

Files inside may import downwards only: update, amount, reply → commitment → source; party, relation, source →
row → change → partnership → numbering; alias → partnership; any → append_only.
"""

from .alias import PartnershipAlias
from .amount import Amount
from .append_only import AppendOnlyError
from .change import Change
from .commitment import Commitment, Owner
from .partnership import Partnership
from .party import Party, Signatory
from .relation import Relation
from .reply import Reply
from .row import LedgerRow
from .source import Source
from .update import CommitmentUpdate, PartnershipUpdate, Update

__all__ = [
    "Amount",
    "AppendOnlyError",
    "Change",
    "Commitment",
    "CommitmentUpdate",
    "LedgerRow",
    "Owner",
    "Partnership",
    "PartnershipAlias",
    "PartnershipUpdate",
    "Party",
    "Relation",
    "Reply",
    "Signatory",
    "Source",
    "Update",
]
