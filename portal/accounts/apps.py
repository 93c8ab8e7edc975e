from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    verbose_name = _("accounts")

    def ready(self):
        """Connect after ``django.contrib.auth``, whose receiver makes the permissions."""
        from . import sign_ins  # noqa: PLC0415 -- needs the models
        from .roles import give_rights  # noqa: PLC0415 -- needs the models
        from .sessions import begin  # noqa: PLC0415 -- likewise

        sign_ins.connect()

        post_migrate.connect(give_rights, dispatch_uid="portal.accounts.roles")
        user_logged_in.connect(begin, dispatch_uid="portal.accounts.sessions")
