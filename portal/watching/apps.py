from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class WatchingConfig(AppConfig):
    name = "portal.watching"
    label = "watching"
    verbose_name = _("watching")

    def ready(self):
        from portal.watching import sign_ins, slow_queries  # noqa: PLC0415 -- needs the settings

        sign_ins.watch()
        slow_queries.watch()
        if settings.SENTRY_DSN:
            from portal.watching import sentry  # noqa: PLC0415 -- installed where it is wanted

            sentry.begin(settings.SENTRY_DSN)
