from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "portal"

    def ready(self):
        from portal import checks, production  # noqa: F401, PLC0415 -- slow import
