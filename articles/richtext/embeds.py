"""Videos and posts of other sites that a text may show: which addresses are taken, and what is made of them.

A further provider is a row of ``PROVIDERS``. What is kept and loaded is built anew from the parts that its
patterns name, never copied from what was typed.
"""

import re
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST_ADDRESS = 500
_OUTSIDE_ADDRESSES = re.compile(r"[\s\x00-\x1f\x7f\\]")


class Provider(NamedTuple):
    name: Promise
    #: By host, the pattern of path (and ``?v=``) of what can be shown.
    places: dict[str, re.Pattern]
    #: The address for readers, of the groups of the pattern.
    address: str
    #: Where a frame shows it: a video. A post has none, for only its site's script shows it: texts quote it.
    player: str = ""


class Embed(NamedTuple):
    provider: Provider
    address: str
    player: str

    @property
    def label(self) -> str:
        return self.address.removeprefix("https://").removeprefix("www.")

    @property
    def origin(self) -> str:
        """What a content security policy calls its player; empty where there is none."""
        scheme, host, *_rest = urlsplit(self.player)
        return f"{scheme}://{host}" if host else ""


def _at(hosts, pattern):
    return dict.fromkeys(hosts.split(), re.compile(pattern, re.ASCII))


PROVIDERS = (
    Provider(
        name=_("YouTube"),
        places={
            **_at(
                "youtube.com www.youtube.com m.youtube.com www.youtube-nocookie.com",
                r"/(?:watch/?\?v=|(?:embed|live|shorts)/)(?P<id>[\w-]{11})/?",
            ),
            **_at("youtu.be", r"/(?P<id>[\w-]{11})/?"),
        },
        address="https://www.youtube.com/watch?v={id}",
        player="https://www.youtube-nocookie.com/embed/{id}",
    ),
    Provider(
        name=_("Vimeo"),
        places={
            **_at("vimeo.com www.vimeo.com", r"/(?P<id>[1-9]\d{5,11})/?"),
            **_at("player.vimeo.com", r"/video/(?P<id>[1-9]\d{5,11})/?"),
        },
        address="https://vimeo.com/{id}",
        player="https://player.vimeo.com/video/{id}?dnt=1",
    ),
    Provider(
        name=_("X"),
        places=_at(
            "x.com www.x.com mobile.x.com twitter.com www.twitter.com mobile.twitter.com",
            r"/(?P<by>\w{1,15})/status/(?P<id>\d{1,20})(?:/(?:photo|video)/\d)?/?",
        ),
        address="https://x.com/{by}/status/{id}",
    ),
    Provider(
        name=_("Instagram"),
        places=_at(
            "instagram.com www.instagram.com",
            r"/(?:[\w.]{1,30}/)?(?P<type>p|reel)/(?P<id>[\w-]{5,20})/?",
        ),
        address="https://www.instagram.com/{type}/{id}/",
    ),
)


def read_embed(address: str) -> Embed | None:
    """What ``address`` leads to, or None where it is none of a provider's videos and posts."""
    parts = _split(address.strip())
    if parts is None:
        return None
    query = parse_qs(parts.query).get("v", [])
    place = parts.path + "".join(f"?v={value}" for value in query)
    for provider in PROVIDERS:
        pattern = provider.places.get(parts.netloc.lower())
        if found := pattern and pattern.fullmatch(place):
            groups = found.groupdict()
            return Embed(provider, provider.address.format(**groups), provider.player.format(**groups))
    return None


def _split(address):
    """Its parts; the whole of ``netloc`` must then be a host, so that no user name and no port is taken."""
    if len(address) > LONGEST_ADDRESS or _OUTSIDE_ADDRESSES.search(address):
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts if parts.scheme in {"http", "https"} else None
