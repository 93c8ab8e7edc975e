"""A page as it is sent: packed once, ready for whoever asks for it."""

import gzip
from functools import lru_cache
from http import HTTPStatus
from itertools import chain
from typing import NamedTuple

from portal.caching import MAY_BE_STALE_SECONDS, PACKED_FROM, PACKED_TYPES, SHARED_SECONDS

Headers = list[tuple[str, str]]
#: What a 304 doesn't repeat: it is about the body, or for the caches in front.
OF_THE_BODY = {
    *("content-type", "content-length", "content-language", "surrogate-key", "x-robots-tag", "link"),
    *("cross-origin-resource-policy", "origin-agent-cluster", "permissions-policy"),
}
NOT_MODIFIED = f"{HTTPStatus.NOT_MODIFIED:d} {HTTPStatus.NOT_MODIFIED.phrase}"
GZIP_LEVEL = 6


class Kept(NamedTuple):
    """``body`` is compressed where ``is_packed``. ``made_at`` is in seconds since 1970.

    The two heads are headers as they go over the line, with the empty line after them: those of the
    compressed page, and those of a 304.
    """

    generation: str
    made_at: float
    status: str
    headers: Headers
    etag: str
    body: bytes
    is_packed: bool
    head_packed: bytes
    head_unchanged: bytes

    @classmethod
    def of(cls, generation: str, made_at: float, status: str, headers: Headers, body: bytes) -> "Kept":
        told = {name.lower(): value for name, value in headers}
        is_packed = len(body) >= PACKED_FROM and told["content-type"].startswith(PACKED_TYPES)
        if is_packed:
            # Without the time, so that the same page is the same bytes.
            body = gzip.compress(body, GZIP_LEVEL, mtime=0)
        headers = [row for row in headers if row[0].lower() != "content-length"]
        packed = [*headers, ("Content-Encoding", "gzip"), ("Content-Length", str(len(body)))]
        return cls(
            generation,
            made_at,
            status,
            headers,
            told.get("etag", ""),
            body,
            is_packed,
            _head(packed),
            _head(_of_unchanged(headers)),
        )

    def is_fresh(self, generation: str, now: float) -> bool:
        return self.generation == generation and 0 <= now - self.made_at < SHARED_SECONDS

    def is_usable(self, now: float, since: float) -> bool:
        """Whether it may be served while nothing better can be had: it holds nothing that was taken back."""
        return self.made_at >= since and now - self.made_at < MAY_BE_STALE_SECONDS

    @property
    def is_whole(self) -> bool:
        """Not what is left of a page that is gone."""
        return self.status.startswith("200")

    @property
    def size(self) -> int:
        heads = len(self.head_packed) + len(self.head_unchanged)
        return len(self.body) + heads + sum(map(len, chain.from_iterable(self.headers)))

    def answer(self, environ, start_response):
        """The page for this request: whole, without its body, or only that it is unchanged."""
        held = environ.get("HTTP_IF_NONE_MATCH")
        if held and self.is_whole and holds(held, self.etag):
            start_response(NOT_MODIFIED, _of_unchanged(self.headers))
            return []
        body, headers = self.body, self.headers
        if self.is_packed:
            if takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")):
                headers = [*headers, ("Content-Encoding", "gzip")]
            else:
                body = gzip.decompress(body)
        start_response(self.status, [*headers, ("Content-Length", str(len(body)))])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _of_unchanged(headers: Headers) -> Headers:
    return [row for row in headers if row[0].lower() not in OF_THE_BODY]


def _head(headers: Headers) -> bytes:
    """PEP 3333 has headers as text of one byte a letter."""
    return "".join(f"{name}: {value}\r\n" for name, value in headers).encode("latin-1") + b"\r\n"


def holds(named: str, etag: str) -> bool:
    """Whether ``If-None-Match`` names this ETag; weak comparison, as RFC 9110 has it for reading."""
    if named == etag or named.strip() == "*":
        return True
    wanted = etag.removeprefix("W/")
    return any(one.strip().removeprefix("W/") == wanted for one in named.split(","))


@lru_cache(maxsize=256)
def takes_gzip(accepted: str) -> bool:
    """Whether ``Accept-Encoding`` allows gzip (RFC 9110, 12.5.3)."""
    weights = {}
    for one in accepted.lower().split(","):
        name, _, weight = one.partition(";")
        weights[name.strip()] = weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", False)))
