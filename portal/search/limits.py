"""How many searches one address may ask for: a search costs more than a page, and robots ask for thousands.

Only what reaches this process is counted, in the cache of the settings: with the usual one, in memory, each
worker counts for itself. What a cache in front answers isn't counted.
"""

from django.conf import settings
from django.core.cache import cache

from portal.limits import client_of

WINDOW_SECONDS = 60


def allows(request, what="search"):
    """Whether this client may ask once more in this minute; that counts. ``what`` is counted by itself."""
    most = settings.SEARCHES_PER_MINUTE
    client = client_of(request)
    if not most or client is None:
        return True
    key = f"limit:{what}:{client}"
    if cache.add(key, 1, timeout=WINDOW_SECONDS):
        return True
    try:
        return cache.incr(key) <= most
    except ValueError:  # the minute ended between the two
        return True
