"""The second step of a login: a code of an app on the telephone, or one of ten recovery codes.

django-otp keeps keys and codes, refuses a code that was used, and makes whoever guesses wait ever longer.
"""

import unicodedata
from base64 import b32encode
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from .models import Event, User
from .record import note
from .recovery_codes import LENGTH, NUMBER, digest, in_groups, new_code
from .session_ending import end_sessions

#: So many wrong codes in a row lock the account's second step; after that, one may be tried each time.
MOST_WRONG = 10
LOCKED_FOR = timedelta(hours=1)


class Refused(Exception):
    """The code is wrong or was used; before the time ``until``, if there is one, none is looked at."""

    def __init__(self, until=None):
        super().__init__()
        self.until = until


def is_required_of(user) -> bool:
    """Whether this account gets nowhere without a second step."""
    required = settings.SECOND_FACTOR_REQUIRED
    return user.is_staff and (
        user.must_use_second_step
        or required == "staff"
        or (required == "administrators" and _administers_accounts(user))
    )


def is_set_up(user) -> bool:
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def codes_left(user) -> int:
    return StaticToken.objects.filter(device__user=user).count()


def verify(user, code: str, request=None):
    """The device that accepts this code, which from now on is used; ``Refused`` otherwise."""
    token, model = _read(code)
    until = None
    with transaction.atomic():
        device = model.objects.select_for_update().filter(user=user, confirmed=True).first()
        if device:
            until = _waits_until(device)
            if until is None and _try(device, token):
                _tell_of_recovery(device, user, request)
                return device
    is_locked = device is not None and _is_locked(device)
    note(Event.Kind.CODE_LOCKED if is_locked else Event.Kind.CODE_REFUSED, user, request=request)
    raise Refused(until)


def set_up(user, key: str, code: str, *, keep="", request=None) -> tuple[TOTPDevice, list[str]]:
    """Begin to ask this account for codes of the app that holds ``key`` and just showed ``code``.

    Returns the device and the recovery codes, which nobody can be shown again. Of the account's sessions only
    ``keep`` goes on.
    """
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if is_set_up(user):
            raise Refused
        device = TOTPDevice.objects.create(user=user, name="app", key=key)
        if not _is_code(code) or not device.verify_token(_digits(code)):
            raise Refused
        codes = _replace_codes(user)
        _changed(Event.Kind.SECOND_STEP_SET_UP, user, user, keep, request)
    return device, codes


def renew_codes(user, *, keep="", request=None) -> list[str]:
    with transaction.atomic():
        codes = _replace_codes(user)
        _changed(Event.Kind.NEW_RECOVERY_CODES, user, user, keep, request)
    return codes


@transaction.atomic
def switch_off(user, *, keep="", request=None):
    _forget(user)
    _changed(Event.Kind.SECOND_STEP_OFF, user, user, keep, request)


@transaction.atomic
def reset(user, *, by, request=None):
    """Let somebody who has lost telephone and codes log in by password alone, or set it up anew."""
    _forget(user)
    _changed(Event.Kind.SECOND_STEP_RESET, user, by, "", request)


def new_key() -> str:
    return TOTPDevice().key


def device_to_show(user, key: str) -> TOTPDevice:
    """One that isn't kept yet, for what an app has to be told."""
    return TOTPDevice(user=user, key=key)


def key_to_type(device: TOTPDevice) -> str:
    """For an app without a camera."""
    return b32encode(device.bin_key).decode().lower()


def _administers_accounts(user):
    return user.is_superuser or user.has_perm("accounts.change_user")


def _read(code):
    """What was typed, as the device that it is meant for keeps it."""
    if _is_code(code):
        return _digits(code), TOTPDevice
    return digest(_compact(code).lower()), StaticDevice


def _is_code(code):
    return _compact(code).isdecimal() and len(_compact(code)) < LENGTH


def _digits(code):
    """In whichever digits a keyboard writes, ٠ to ٩ among them."""
    return "".join(str(unicodedata.decimal(digit)) for digit in _compact(code))


def _compact(code):
    return "".join(code.split()).replace("-", "")


def _try(device, token):
    # Else django-otp would go on doubling the wait, until even its owner is locked out for months.
    device.throttling_failure_count = min(device.throttling_failure_count, MOST_WRONG - 1)
    return device.verify_token(token)


def _tell_of_recovery(device, user, request):
    if isinstance(device, StaticDevice):
        note(Event.Kind.RECOVERY_CODE_USED, user, user, request)


def _is_locked(device):
    return device.throttling_failure_count >= MOST_WRONG


def _waits_until(device):
    if _is_locked(device):
        until = device.throttling_failure_timestamp + LOCKED_FOR
        return until if until > timezone.now() else None
    is_allowed, reason = device.verify_is_allowed()
    return None if is_allowed else reason["locked_until"]


def _replace_codes(user):
    """The device stays: sessions that were begun with a recovery code refer to it."""
    device, _is_new = StaticDevice.objects.get_or_create(user=user, defaults={"name": "recovery"})
    codes = [new_code() for _number in range(NUMBER)]
    device.token_set.all().delete()
    StaticToken.objects.bulk_create(StaticToken(device=device, token=digest(code)) for code in codes)
    return [in_groups(code) for code in codes]


def _forget(user):
    for model in (TOTPDevice, StaticDevice):
        model.objects.filter(user=user).delete()


def _changed(kind, user, by, keep, request):
    end_sessions(user, by=by, keep=keep, request=request)
    note(kind, user, by, request)
