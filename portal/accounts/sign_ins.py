"""Signing in and out: who may, and that it is noted."""

from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import Event
from .record import note
from .second_step import Change
from .signals import recovery_code_used, second_factor_changed, second_factor_refused, sessions_ended

#: How the record calls what happens to a second step.
CHANGES = {
    Change.SET_UP: Event.Kind.SECOND_STEP_SET_UP,
    Change.NEW_CODES: Event.Kind.NEW_RECOVERY_CODES,
    Change.SWITCHED_OFF: Event.Kind.SECOND_STEP_OFF,
    Change.RESET: Event.Kind.SECOND_STEP_RESET,
}
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
    second_factor_changed.connect(_note_change, dispatch_uid="portal.accounts.second_step_changed")
    second_factor_refused.connect(_note_refusal, dispatch_uid="portal.accounts.code_refused")
    recovery_code_used.connect(_note_recovery, dispatch_uid="portal.accounts.recovery_code_used")
    sessions_ended.connect(_note_end, dispatch_uid="portal.accounts.sessions_ended")


def _note_sign_in(sender, request, user, **more):
    note(Event.Kind.SIGNED_IN, user, user, request)


def _note_sign_out(sender, request, user, **more):
    if user:
        note(Event.Kind.SIGNED_OUT, user, user, request)


def _note_change(sender, user, by, change, **more):
    note(CHANGES[change], user, by)


def _note_refusal(sender, user, request, is_locked, **more):
    note(Event.Kind.CODE_LOCKED if is_locked else Event.Kind.CODE_REFUSED, user, request=request)


def _note_recovery(sender, user, request, **more):
    note(Event.Kind.RECOVERY_CODE_USED, user, user, request)


def _note_end(sender, user, by, **more):
    note(Event.Kind.SESSIONS_ENDED, user, by)
