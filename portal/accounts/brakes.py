"""Guessing passwords is slowed down: by account and address, by address, and by account.

django-axes asks here whether somebody may try. A try is written down before its password is looked at, so
that many at once, in any worker, can't overtake the count; the right password takes its own away again. Of
the name that was typed only a keyed hash is kept.
"""

from datetime import timedelta
from math import ceil
from typing import NamedTuple

from axes.handlers.base import AxesHandler
from axes.models import AccessFailureLog as Try
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .models import Event, User
from .record import address_of, note


class Brake(NamedTuple):
    """So many tries in so long that have these columns in common."""

    columns: tuple[str, ...]
    most: int
    window: timedelta


OF_ADDRESS = (
    Brake(("username", "ip_address"), 5, timedelta(minutes=15)),
    Brake(("ip_address",), 20, timedelta(minutes=15)),
)
#: Not held against an address from which the account has logged in: else three could keep its owner out.
FROM_EVERYWHERE = Brake(("username",), 50, timedelta(hours=1))
#: Nobody counts older tries.
KEPT_FOR = max(brake.window for brake in (*OF_ADDRESS, FROM_EVERYWHERE))


class Brakes(AxesHandler):
    """What django-axes asks, answered from the database: the same for all workers, and after a restart."""

    def is_locked(self, request, credentials=None):
        # For the page that refuses: not every form calls the name ``username``, and forms strip it.
        request.axes_credentials = {"username": (credentials or {}).get("username")}
        if seconds_to_wait(request, credentials):
            return True
        made = Try.objects.create(**who_tries(request, credentials), locked_out=False)
        if seconds_to_wait(request, credentials, beside=1):
            made.delete()
            return True
        return False

    def user_login_failed(self, sender, credentials, request=None, **kwargs):
        if request is None or request.axes_locked_out:
            return
        account = User.objects.filter(username=credentials.get("username")).first()
        with transaction.atomic():
            note(Event.Kind.FAILED, account, request=request)
            request.axes_locked_out = bool(seconds_to_wait(request, credentials))
            if request.axes_locked_out:
                note(Event.Kind.LOCKED, account, request=request)

    def user_logged_in(self, sender, request, user, **kwargs):
        take_back(request, user)


def who_tries(request, credentials) -> dict:
    """The columns by which tries are counted."""
    name = (credentials or {}).get("username") or ""
    return {
        "username": _pseudonym(name),
        "ip_address": address_of(request),
    }


def seconds_to_wait(request, credentials, beside=0) -> int:
    """Until the next try is allowed; ``beside`` tries of one's own aren't held against one."""
    who = who_tries(request, credentials)
    brakes = OF_ADDRESS if _has_come_from_here(request, credentials) else (*OF_ADDRESS, FROM_EVERYWHERE)
    return max(_wait(brake, who, brake.most + beside) for brake in brakes)


def take_back(request, account) -> None:
    """The password was right: count none of the tries for this account from this address."""
    Try.objects.filter(**who_tries(request, {"username": account.get_username()})).delete()


def forgive(account) -> None:
    """Count none of the tries for an account whose owner has proved to be that by e-mail."""
    Try.objects.filter(username=_pseudonym(account.get_username())).delete()


def forget_tries() -> int:
    return Try.objects.filter(attempt_time__lt=timezone.now() - KEPT_FOR).delete()[0]


def _has_come_from_here(request, credentials):
    """Whether this account has logged in from this address, as long as the log keeps addresses."""
    name, address = (credentials or {}).get("username"), address_of(request)
    if not name or not address:
        return False
    sign_ins = Event.objects.filter(kind=Event.Kind.SIGNED_IN, address=address)
    return sign_ins.filter(account__username=name).exists()


def _pseudonym(name):
    return salted_hmac("portal.accounts.brakes", name).hexdigest()


def _wait(brake, who, most):
    shared = {column: who[column] for column in brake.columns}
    since = timezone.now() - brake.window
    counted = Try.objects.filter(**shared, attempt_time__gt=since).order_by("-attempt_time")
    decisive = counted.values_list("attempt_time", flat=True)[most - 1 : most].first()
    return ceil((decisive - since).total_seconds()) if decisive else 0
