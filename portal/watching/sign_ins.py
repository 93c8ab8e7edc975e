"""Failed sign-ins are counted: how many, not whose."""

from django.db.models.signals import post_save

from portal.accounts.models import Event

from .counting import FAILED_SIGN_INS

FAILURES = {Event.Kind.FAILED, Event.Kind.CODE_REFUSED, Event.Kind.CODE_LOCKED}


def watch() -> None:
    post_save.connect(_count, sender=Event, dispatch_uid="watching.sign_ins")


def _count(instance, **more):
    if instance.kind in FAILURES:
        FAILED_SIGN_INS.inc()
