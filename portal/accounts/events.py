"""What happens to accounts, kept for good: rows are only ever added."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AppendOnlyError(Exception):
    """Somebody tried to change or to remove what has happened."""


class EventQuerySet(models.QuerySet):
    def update(self, **columns):
        raise AppendOnlyError("What happened to accounts is only added to.")

    def delete(self):
        raise AppendOnlyError("What happened to accounts is only added to.")

    def forget_addresses(self, before) -> int:
        """Empty the addresses of what happened earlier: the one thing that isn't kept for good."""
        old = models.QuerySet(self.model).filter(at__lt=before, address__isnull=False)
        return old.update(address=None)


class Event(models.Model):
    """One thing that happened to an account, or to a role.

    ``account`` is empty where nobody has the name that was tried, which isn't kept: people type passwords
    there. ``by`` is empty for commands and for whoever wasn't signed in. ``changes`` are pairs of before and
    after by what changed.
    """

    class Kind(models.TextChoices):
        SIGNED_IN = "signed-in", _("logged in")
        FAILED = "failed", _("failed to log in")
        LOCKED = "locked", _("locked out for a while")
        IDLE = "idle", _("refused: not used for too long")
        SIGNED_OUT = "signed-out", _("logged out")
        SESSIONS_ENDED = "sessions-ended", _("sessions ended")
        PASSWORD_CHANGED = "password-changed", _("password changed")
        RESET_ASKED = "reset-asked", _("asked for a new password by e-mail")
        RESET_SENT = "reset-sent", _("link for a new password sent")
        PASSWORD_RESET = "password-reset", _("password set by the link")
        SECOND_STEP_SET_UP = "second-step-set-up", _("second step set up")
        SECOND_STEP_OFF = "second-step-off", _("second step switched off")
        SECOND_STEP_RESET = "second-step-reset", _("second step reset by an administrator")
        NEW_RECOVERY_CODES = "new-recovery-codes", _("new recovery codes made")
        RECOVERY_CODE_USED = "recovery-code-used", _("recovery code used")
        CODE_REFUSED = "code-refused", _("wrong code at the second step")
        CODE_LOCKED = "code-locked", _("second step locked for a while")
        MADE = "made", _("account made")
        CHANGED = "changed", _("account changed")
        READMITTED = "readmitted", _("let in again")
        ROLE_CHANGED = "role-changed", _("rights of a role changed")

    at = models.DateTimeField(_("at"), auto_now_add=True, db_index=True)
    kind = models.CharField(_("what happened"), max_length=24, choices=Kind)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="events",
        verbose_name=_("account"),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    address = models.GenericIPAddressField(_("network address"), null=True)
    changes = models.JSONField(_("changes"), default=dict)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ("view",)
        verbose_name = _("event of an account")
        verbose_name_plural = _("log of accounts")
        indexes = [models.Index(fields=["kind", "address", "at"], name="event_kind_address_at")]

    def __str__(self):
        return self.get_kind_display()

    def save(self, *args, **kwargs):
        if self.pk is not None:
            raise AppendOnlyError("What happened to accounts is only added to.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise AppendOnlyError("What happened to accounts is only added to.")
