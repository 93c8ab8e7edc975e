"""Who asks, and how often they may: counted in this process, for as many clients as fit into a little memory.

Each worker counts for itself, and what a cache in front answers isn't counted.
"""

import ipaddress
from collections import OrderedDict
from threading import Lock
from time import monotonic
from typing import NamedTuple

from django.conf import settings

#: In IPv6 a whole /64 belongs to one subscriber, who may change the rest at will.
SUBSCRIBER_BITS = 64
MOST_CLIENTS = 10_000


class Allowance(NamedTuple):
    """What is left to a client in this window, and in how many seconds the next begins."""

    is_given: bool
    left: int
    seconds: int


class Limit:
    """So many requests of each client in a window, which begins with the first of them.

    Of more clients than are counted, those are forgotten whose window began first.
    """

    def __init__(self, window=60, most_clients=MOST_CLIENTS):
        self.window = window
        self._most_clients = most_clients
        self._asked = OrderedDict()
        self._lock = Lock()

    def take(self, client: str, most: int) -> Allowance:
        """One request more of this client."""
        now = monotonic()
        with self._lock:
            since, number = self._asked.get(client, (now, 0))
            if now - since >= self.window:
                since, number = now, 0
                self._asked.pop(client, None)
            self._asked[client] = since, number + 1
            while len(self._asked) > self._most_clients:
                self._asked.popitem(last=False)
        seconds = max(1, round(self.window - (now - since)))
        return Allowance(number < most, max(0, most - number - 1), seconds)

    def forget(self):
        self._asked.clear()


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
