"""Failed sign-ins are counted: how many, not whose."""

from django.contrib.auth.signals import user_login_failed

from portal.accounts.signals import second_factor_refused

from .counting import FAILED_SIGN_INS


def watch() -> None:
    for refused in (user_login_failed, second_factor_refused):
        refused.connect(_count, dispatch_uid="watching.sign_ins")


def _count(**more):
    FAILED_SIGN_INS.inc()
