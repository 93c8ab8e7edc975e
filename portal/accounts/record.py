"""What happens to accounts is noted here, in the transaction in which it happens."""

from contextlib import contextmanager

from django.db import transaction

from portal.limits import client_of

from .models import Event, User

#: What an account may do, by the column or relation that says it.
COLUMNS = (
    *("username", "email", "must_use_second_step"),
    *("is_active", "is_staff", "is_superuser", "holds_ar", "holds_en"),
)
#: Only that it changed is kept for good: links for a new password go there.
UNTOLD = "email"


def note(kind, account=None, by=None, request=None, changes=None) -> Event:
    """Write down one event. ``changes`` are pairs of before and after; passwords and tokens stay out."""
    address = address_of(request) if request else None
    return Event.objects.create(kind=kind, account=account, by=by, address=address, changes=changes or {})


def address_of(request):
    """The address that asks; of a subscriber's network in IPv6 its first."""
    return (client_of(request) or "").partition("/")[0] or None


def standing(account) -> dict:
    """What an account may do, in words that are kept."""
    rights = account.user_permissions.values_list("content_type__app_label", "codename")
    return {name: getattr(account, name) for name in COLUMNS} | {
        "groups": sorted(account.groups.values_list("name", flat=True)),  # not translated: Group
        "user_permissions": sorted(map(".".join, rights)),
    }


def rights_of(group) -> dict:
    rights = group.permissions.values_list("content_type__app_label", "codename")
    return {"name": group.name, "permissions": sorted(map(".".join, rights))}


def differences(before, after) -> dict:
    """Pairs of before and after; of lists only what has come and gone."""
    changed = {name: (before[name], after[name]) for name in after if before[name] != after[name]}
    return {name: _told(name, *pair) for name, pair in changed.items()}


@contextmanager
def noting_password(pk, by, request):
    """Note it if the password of this account is another one afterwards."""
    with transaction.atomic():
        had = _hash_of(pk)
        yield
        if _hash_of(pk) != had:
            note(Event.Kind.PASSWORD_CHANGED, User.objects.get(pk=pk), by, request)


def _hash_of(pk):
    return User.objects.filter(pk=pk).values_list("password", flat=True).first()


def _told(name, before, after):
    if name == UNTOLD:
        return ["…", "…"]
    if not isinstance(before, list):
        return [before, after]
    return [[one for one in before if one not in after], [one for one in after if one not in before]]
