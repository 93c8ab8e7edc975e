"""Caches in front of the portal are told when their copies are old: Varnish, CDNs, other caches.

What was told last is a generation, so nothing is queued: whoever couldn't be reached is told of the newest
state when it can be, and everybody once when the worker begins.
"""

import json
import logging
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPException
from threading import Event, Thread
from time import monotonic
from urllib.parse import unquote, urlsplit
from urllib.request import Request, urlopen

from django.conf import settings

from portal.caching import LOOK_SECONDS, SITE_KEY

from .generation import Watch

#: After so long every process knows of a change: purged before, an edge could fetch the old page again.
ALL_KNOW_SECONDS = LOOK_SECONDS + 0.1
#: What was being made at that moment has arrived by then, and is taken out as well.
AGAIN_SECONDS = 2
REST_SECONDS = 5
SECONDS = 5

logger = logging.getLogger(__name__)


@dataclass
class Edge:
    """A cache that ``EDGES`` names, and the generation that it was told of last."""

    url: str
    told: str = ""
    again_at: float | None = None
    rests_until: float = field(default=0.0)

    @property
    def name(self) -> str:
        """Without the secrets that the address holds."""
        return urlsplit(self.url).netloc.rpartition("@")[2]

    def request(self) -> Request:
        """What takes every page of the portal out of it."""
        parts = urlsplit(self.url)
        token = unquote(parts.username or "")
        if parts.scheme == "fastly":
            url = f"https://api.fastly.com/service/{self.name}/purge/{SITE_KEY}"
            return Request(url, method="POST", headers={"Fastly-Key": token})
        if parts.scheme == "cloudflare":
            url = f"https://api.cloudflare.com/client/v4/zones/{self.name}/purge_cache"
            headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
            body = json.dumps({"tags": [SITE_KEY]}).encode()
            return Request(url, body, headers, method="POST")  # noqa: S310 -- an address of the operator's
        host = {"Host": urlsplit(settings.SITE_URL).netloc, "Surrogate-Key": SITE_KEY}
        return Request(self.url, method="PURGE", headers=host)  # noqa: S310 -- likewise

    def follow(self, generation: str) -> None:
        """Tell it of this generation if it doesn't know, and once more a little later."""
        now = monotonic()
        is_due = self.told != generation or (self.again_at is not None and now >= self.again_at)
        if not is_due or now < self.rests_until:
            return
        try:
            _send(self.request())
        except (OSError, HTTPException) as error:
            logger.warning("%s was not purged: %s", self.name, error)
            self.rests_until = now + REST_SECONDS
            return
        self.again_at = None if self.told == generation else now + AGAIN_SECONDS
        self.told = generation


def start_purging() -> None:
    """Keep the edges of the settings clean for as long as this process lives."""
    if settings.EDGES:
        Thread(target=_keep_clean, args=[[Edge(url) for url in settings.EDGES]], daemon=True).start()


def _keep_clean(edges):
    watch, pause = Watch(), Event()
    while True:
        generation = watch.now()
        pause.wait(ALL_KNOW_SECONDS)
        if generation.is_certain:
            for edge in edges:
                edge.follow(generation.name)


def _send(request):
    with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 -- likewise
        if answer.status >= HTTPStatus.BAD_REQUEST:
            raise OSError(f"{answer.status} {answer.reason}")
