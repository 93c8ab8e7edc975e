"""Who may write an entry as a form: nobody, once it is on the record."""

from organizations.partnerships.models import Partnership
from organizations.partnerships.rights import Right, may
from portal.accounts.models import User


def may_work(user: User) -> bool:
    """Whether somebody works on the ledger, and so sees its drafts, proposals and journal."""
    return user.has_perm("partnerships.change_partnership") or any(may(user, right) for right in Right)


def may_write(user: User, entry: Partnership | None) -> bool:
    """Whether ``user`` may write this draft, or where there is no entry yet, begin one."""
    if entry is None:
        return user.has_perm("partnerships.add_partnership")
    return entry.recorded_at is None and user.has_perm("partnerships.change_partnership")


def may_delete(user: User, entry: Partnership | None) -> bool:
    is_draft = entry is None or entry.recorded_at is None
    return is_draft and user.has_perm("partnerships.delete_partnership")
