"""Signing in and out: who may, and that it is noted."""

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import Event
from .record import note

IDLE = _(
    "This account has not been used for a long time, so it is closed. An administrator can let you in again."
)


class SignInForm(AdminAuthenticationForm):
    """Tells an account that is closed for not being used; whoever hasn't the password learns nothing."""

    def confirm_login_allowed(self, user):
        super().confirm_login_allowed(user)
        if user.is_idle:
            note(Event.Kind.IDLE, user, request=self.request)
            raise ValidationError(IDLE, code="idle")


@transaction.atomic
def readmit(account, by=None, request=None) -> None:
    """Open an account again that nobody has used for too long."""
    account.readmitted_at = timezone.now()
    account.save(update_fields=["readmitted_at"])
    note(Event.Kind.READMITTED, account, by, request)


def connect():
    user_logged_in.connect(_note_sign_in, dispatch_uid="portal.accounts.signed_in")
    user_logged_out.connect(_note_sign_out, dispatch_uid="portal.accounts.signed_out")


def _note_sign_in(sender, request, user, **more):
    note(Event.Kind.SIGNED_IN, user, user, request)


def _note_sign_out(sender, request, user, **more):
    if user:
        note(Event.Kind.SIGNED_OUT, user, user, request)
