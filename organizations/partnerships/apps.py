from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from organizations.signals import merging


class PartnershipsConfig(AppConfig):
    name = "organizations.partnerships"
    verbose_name = _("partnership ledger")

    def ready(self):
        from organizations.partnerships.merged_records import note  # noqa: PLC0415 -- slow import

        merging.connect(note, dispatch_uid="organizations.partnerships.merged_records")
