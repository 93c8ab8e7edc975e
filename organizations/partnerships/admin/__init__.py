"""The ledger's part of the admin: drafts as forms, and what is on the record through its verbs alone."""

from .alias import PartnershipAliasAdmin
from .entry import PartnershipAdmin
from .items import CommitmentAdmin
from .journal import ChangeAdmin

__all__ = ["ChangeAdmin", "CommitmentAdmin", "PartnershipAdmin", "PartnershipAliasAdmin"]
