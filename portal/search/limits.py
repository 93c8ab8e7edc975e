"""How many searches one address may ask for: a search costs more than a page, and robots ask for thousands.

Only what reaches this process is counted, in the cache of the settings: with the usual one, in memory, each
worker counts for itself. What a cache in front answers isn't counted.
"""

import ipaddress

from django.conf import settings
from django.core.cache import cache

WINDOW_SECONDS = 60
#: In IPv6 a whole /64 belongs to one subscriber, who may change the rest at will.
SUBSCRIBER_BITS = 64


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


def client_of(request):
    """The address that asks, or None where it can't be known.

    Behind a proxy it is the last that ``X-Forwarded-For`` names: the one that the proxy itself saw. What
    stands before it anybody may have written.
    """
    text = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        text = request.headers.get("X-Forwarded-For", text).rpartition(",")[2]
    try:
        address = ipaddress.ip_address(_without_port(text.strip()))
    except ValueError:
        return None
    if address.version == 6 and not address.ipv4_mapped:
        return str(ipaddress.ip_network((address, SUBSCRIBER_BITS), strict=False))
    return str(getattr(address, "ipv4_mapped", None) or address)


def _without_port(text):
    """Some proxies name the port, too: 192.0.2.1:4711, [2001:db8::1]:4711."""
    if text.startswith("["):
        return text[1:].partition("]")[0]
    return text.partition(":")[0] if text.count(":") == 1 else text
