"""Failed sign-ins are counted: how many, not whose."""

from django.contrib.auth.signals import user_login_failed

from .counting import FAILED_SIGN_INS


def watch() -> None:
    user_login_failed.connect(_count, dispatch_uid="watching.sign_ins")


def _count(**more):
    FAILED_SIGN_INS.inc()
