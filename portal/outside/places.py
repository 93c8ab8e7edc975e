"""Where an address leads, and whether the portal goes there.

What is judged is what the name resolves to, once, and that very address is connected to afterwards: neither
a spelling of an address nor a name server with two answers leads anywhere else.
"""

import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urlsplit

from django.conf import settings

from .errors import Refused, Unreachable

PORTS = {"http": 80, "https": 443}
LONGEST = 2000
#: As browsers leave them: what is escaped already stays, letters of any script are escaped.
IN_PATH, IN_QUERY = "/%:@!$&'()*+,;=~", "/%:@!$&'()*+,;=~?"
GLOBAL_IPV6 = IPv6Network("2000::/3")
#: They carry traffic on to other addresses: 6to4, Teredo, and the relays of 6to4.
TUNNELS = (IPv6Network("2002::/16"), IPv6Network("2001::/32"), IPv4Network("192.88.99.0/24"))


@dataclass(frozen=True)
class Place:
    scheme: str
    host: str
    port: int
    target: str

    @property
    def is_secure(self):
        return self.scheme == "https"

    @property
    def is_trusted(self):
        """Named in the settings as a machine of one's own, which may stand anywhere."""
        return f"{self.host}:{self.port}" in settings.OUTSIDE_ALLOWED

    @property
    def url(self):
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{port}{self.target}"


def place_of(url: str) -> Place:
    """Take an address apart. Raises Refused for what can't be one of a public web server."""
    url = url.strip()
    if len(url) > LONGEST or "\\" in url or any(ord(letter) < 32 or ord(letter) == 127 for letter in url):
        raise Refused("not an address of the web")
    try:
        parts = urlsplit(url)
        port = PORTS.get(parts.scheme) if parts.port is None else parts.port
        host = _ascii(parts.hostname or "")
    except ValueError as error:
        raise Refused("not an address of the web") from error
    if parts.scheme not in PORTS or not host:
        raise Refused("not an address of the web")
    if parts.username is not None or parts.password is not None:
        raise Refused("an address with a name or password")
    target = quote(parts.path, IN_PATH) or "/"
    place = Place(
        parts.scheme, host, port, f"{target}?{quote(parts.query, IN_QUERY)}" if parts.query else target
    )
    if place.port not in PORTS.values() and not place.is_trusted:
        raise Refused(f"port {place.port}")
    return place


def addresses_of(place: Place) -> list[str]:
    """What the host resolves to. Raises Refused where any of it isn't on the public internet."""
    try:
        found = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"no such name: {place.host}") from error
    addresses = list(dict.fromkeys(address[0] for *_kind, address in found))
    if not place.is_trusted and not all(is_public(ip_address(address)) for address in addresses):
        raise Refused(f"{place.host} is in a private network")
    return addresses


def is_plainly_private(place: Place) -> bool:
    """Whether the host alone says that it isn't on the public internet. Asks no name server."""
    if place.is_trusted:
        return False
    if place.host == "localhost":
        return True
    try:
        found = socket.getaddrinfo(place.host, place.port, flags=socket.AI_NUMERICHOST)
    except OSError:  # it is a name
        return False
    return not all(is_public(ip_address(address[0])) for *_kind, address in found)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether it is an ordinary address of the internet, and of one machine."""
    if address.is_multicast or address.is_reserved or not address.is_global:
        return False
    if address.version == 6 and address not in GLOBAL_IPV6:
        return False
    return not any(address in tunnel for tunnel in TUNNELS if tunnel.version == address.version)


def _ascii(host):
    """The name as name servers know it, whatever script it is written in."""
    return host if host.isascii() else host.encode("idna").decode()
