"""Accounts to try the admin with, each with a password made on this machine and shown once."""

import secrets

from django.contrib.auth.models import Permission

from portal.accounts.models import User

EDITORS = {"editor": {"is_staff": True}, "administrator": {"is_staff": True, "is_superuser": True}}
NEWSROOM = ("articles", "organizations", "partnerships", "pages")


def make_editors():
    """Create the accounts that don't exist yet; returns ``(name, password)`` of the new ones."""
    return [_make(name, flags) for name, flags in EDITORS.items() if not _exists(name)]


def _exists(name):
    return User.objects.filter(username=name).exists()


def _make(name, flags):
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(name, password=password, **flags)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label__in=NEWSROOM))
    return name, password
