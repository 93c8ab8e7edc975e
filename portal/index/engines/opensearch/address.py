"""Where the server is: ``opensearch+https://user:password@host:9200/prefix?ca=/path/to/authority.pem``."""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SCHEMES = ("opensearch+http", "opensearch+https")
PORT = 9200
PREFIX = "portal"

_PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,60}")


@dataclass(frozen=True)
class Address:
    """``prefix`` begins the names of the indices; several portals can share a server."""

    host: str
    port: int = PORT
    is_https: bool = False
    prefix: str = PREFIX
    authority: str | None = None
    login: tuple[str, str] | None = field(default=None, repr=False)


def read_address(url: str) -> Address:
    """Raise ImproperlyConfigured where the address is none. What it says never holds part of the address."""
    try:
        parts = urlsplit(url)
        port, host = parts.port or PORT, parts.hostname
    except ValueError:
        # From nothing: the message quotes what may be half a password.
        raise _refusal("it is no address (in a password, write / as %2F, # as %23, and so on)") from None
    options = parse_qs(parts.query)
    prefix = parts.path.strip("/") or PREFIX
    if parts.scheme not in SCHEMES or not host:
        raise _refusal("the scheme or the host is missing")
    if not _PREFIX.fullmatch(prefix):
        raise _refusal("the prefix may hold small Latin letters, digits, - and _ only")
    if parts.fragment or options.keys() - {"ca"}:
        raise _refusal("ca is the only option there is")
    return Address(
        host=host,
        port=port,
        is_https=parts.scheme.endswith("https"),
        prefix=prefix,
        authority=options.get("ca", [None])[0],
        login=(unquote(parts.username), unquote(parts.password or "")) if parts.username else None,
    )


def _refusal(reason):
    return ImproperlyConfigured(
        f"SEARCH_URL should read opensearch+https://user:password@host:9200/prefix: {reason}."
    )
