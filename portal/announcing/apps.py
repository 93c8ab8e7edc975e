from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnnouncingConfig(AppConfig):
    name = "portal.announcing"
    verbose_name = _("messages to other machines")

    def ready(self):
        from portal.announcing import receivers  # noqa: PLC0415 -- slow import

        receivers.connect()
