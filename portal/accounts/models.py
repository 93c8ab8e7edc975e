from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import AbstractUser, Group
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .events import Event

__all__ = ["Event", "Role", "User"]

HOLDS_ALL = "accounts.hold_every_language"


class User(AbstractUser):
    """Somebody who works in the newsroom. Readers have no accounts.

    Roles, which are groups, say what they may do; the languages they hold say in which language.
    """

    holds_ar = models.BooleanField(_("works in Arabic"), default=False)
    holds_en = models.BooleanField(_("works in English"), default=False)
    #: When somebody was let in again who had not signed in for too long.
    readmitted_at = models.DateTimeField(_("let in again"), null=True, editable=False)

    class Meta(AbstractUser.Meta):
        swappable = "AUTH_USER_MODEL"
        permissions = [("hold_every_language", _("Works in every language"))]

    def holds(self, language: str) -> bool:
        """Whether their rights are valid in this language."""
        return getattr(self, f"holds_{language}") or self.has_perm(HOLDS_ALL)

    @property
    def is_idle(self) -> bool:
        """Whether nobody has signed in with it for so long that nobody may any more."""
        days = settings.ACCOUNT_IDLE_DAYS
        used = max(filter(None, [self.last_login or self.date_joined, self.readmitted_at]))
        return bool(days) and used < timezone.now() - timedelta(days=days)


class Role(models.Model):
    """One of the roles that the portal brings, and the group that stands for it.

    A group gets the rights of ``portal.accounts.roles`` once: ``offered`` names those it was given, so that
    what an administrator has taken away since stays away, and a right that a later version brings is added.
    A role without a group was deleted by an administrator and stays so.
    """

    class Key(models.TextChoices):
        CONTRIBUTOR = "contributor", _("Contributor")
        TRANSLATOR = "translator", _("Translator")
        EDITOR = "editor", _("Editor")
        CHIEF = "chief", _("Chief editor")
        ADMINISTRATOR = "administrator", _("Administrator")

    key = models.CharField(max_length=13, choices=Key, unique=True)
    group = models.OneToOneField(Group, on_delete=models.SET_NULL, null=True, related_name="role")
    offered = models.JSONField(default=list)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")

    def __str__(self):
        return self.get_key_display()
