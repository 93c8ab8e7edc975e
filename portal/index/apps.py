from django.apps import AppConfig


class IndexConfig(AppConfig):
    name = "portal.index"
    label = "index"
