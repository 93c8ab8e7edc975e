"""Accounts to try the admin with, each with a password made on this machine and shown once."""

import secrets

from django.contrib.auth.models import Group

from portal.accounts.models import Role, User


def make_editors():
    """Create an account for each role that has none; returns ``(name, password)`` of the new ones."""
    return [_make(key) for key in Role.Key if not _exists(key)]


def _exists(name):
    return User.objects.filter(username=name).exists()


def _make(key):
    """The translator works from Arabic into English; the administrator of the demo is also a superuser."""
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(
        key,
        password=password,
        is_staff=True,
        is_superuser=key == Role.Key.ADMINISTRATOR,
        holds_ar=key != Role.Key.TRANSLATOR,
        holds_en=True,
    )
    user.groups.set(Group.objects.filter(role__key=key))
    return key, password
