"""Who keeps the index: the portal's own database, unless ``SEARCH_URL`` names another place."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from portal.index.engine import Engine

from .database import DatabaseEngine


def engine() -> Engine:
    if not settings.SEARCH_URL:
        return DatabaseEngine()
    raise ImproperlyConfigured(
        f"SEARCH_URL names no search engine that the portal knows: {settings.SEARCH_URL}"
    )
