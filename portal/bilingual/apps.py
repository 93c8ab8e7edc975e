from django.apps import AppConfig

from portal.bilingual import lookups


class BilingualConfig(AppConfig):
    name = "portal.bilingual"

    def ready(self):
        lookups.register()
