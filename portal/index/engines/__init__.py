"""Who keeps the index: the portal's own database, unless ``SEARCH_URL`` names another place."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from portal.index.engine import Engine

from . import opensearch
from .database import DatabaseEngine


def engine() -> Engine:
    if not settings.SEARCH_URL:
        return DatabaseEngine()
    if settings.SEARCH_URL.startswith(opensearch.SCHEMES):
        return opensearch.engine_at(settings.SEARCH_URL)
    # Not quoted: a password may stand in it.
    raise ImproperlyConfigured("SEARCH_URL names no search engine that the portal knows (docs/search.md).")
