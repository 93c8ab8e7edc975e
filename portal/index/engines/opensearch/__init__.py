"""The engine for an index that is larger than one machine: a cluster of OpenSearch (``docs/search.md``).

Its client is an optional requirement: nothing here imports it before ``engine_at`` is called.
"""

from functools import lru_cache

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .address import SCHEMES, read_address

__all__ = ["SCHEMES", "engine_at", "resume"]


def resume() -> None:
    """Have delivered what an interruption left behind. Nothing is where the database keeps the index."""
    if settings.SEARCH_URL.startswith(SCHEMES):
        engine_at(settings.SEARCH_URL).resume()


@lru_cache(maxsize=1)
def engine_at(url: str):
    """The engine that keeps the index at a ``SEARCH_URL``; one for each process, with its connections."""
    address = read_address(url)
    try:
        from .engine import OpenSearchEngine  # noqa: PLC0415 -- optional dependency
    except ModuleNotFoundError as error:
        if error.name != "opensearchpy":
            raise
        raise ImproperlyConfigured(
            "SEARCH_URL asks for OpenSearch, but its client is not installed. "
            "Run: pip install -r requirements-opensearch.txt"
        ) from error
    return OpenSearchEngine(address)
