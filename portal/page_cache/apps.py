from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PageCacheConfig(AppConfig):
    name = "portal.page_cache"
    label = "page_cache"
    verbose_name = _("page cache")

    def ready(self):
        from portal.page_cache import watching  # noqa: PLC0415 -- needs the models of all apps

        watching.connect()
