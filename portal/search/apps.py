from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "portal.search"
    verbose_name = _("search")

    def ready(self):
        from portal.index import editors  # noqa: PLC0415 -- slow import
        from portal.search import reading, receivers  # noqa: PLC0415 -- slow import

        receivers.connect()
        editors.read_by(reading.query_of_editor)
