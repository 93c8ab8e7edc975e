from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WatchingConfig(AppConfig):
    name = "portal.watching"
    label = "watching"
    verbose_name = _("watching")

    def ready(self):
        from portal.watching import sign_ins, slow_queries  # noqa: PLC0415 -- needs the settings

        sign_ins.watch()
        slow_queries.watch()
