from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from organizations.signals import merging


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("newsroom")

    def ready(self):
        from articles.merged_records import follow  # noqa: PLC0415 -- slow import

        merging.connect(follow, dispatch_uid="articles.merged_records")
