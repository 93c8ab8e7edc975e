"""Who may do what in the ledger. Every view, action and verb asks here.

A right is a permission, given by a role; words in a language are written by whoever holds it.
"""

from collections.abc import Iterable
from enum import Enum, auto

from portal.accounts.models import User


class Right(Enum):
    RECORD = auto()
    PROPOSE = auto()
    CONFIRM = auto()
    REDACT = auto()


PERMISSIONS = {
    Right.RECORD: "partnerships.record_partnership",
    Right.PROPOSE: "partnerships.propose_update",
    Right.CONFIRM: "partnerships.confirm_update",
    Right.REDACT: "partnerships.redact_partnership",
}


def may(user: User, right: Right, languages: Iterable[str] = ()) -> bool:
    """Whether ``user`` has the right, and works in every one of these languages."""
    return user.has_perm(PERMISSIONS[right]) and all(map(user.holds, languages))
