"""Kept pages as they go over the line, for ``worker``: what gunicorn would send, without asking it again."""

from collections.abc import Callable
from functools import lru_cache
from time import time

from gunicorn import SERVER
from gunicorn.http.message import Request
from gunicorn.util import http_date, unquote_to_wsgi_str

from .counts import READY
from .kept import NOT_MODIFIED, Kept, holds, takes_gzip

#: What the answer depends on, beside the address; no other header changes anything of a public page.
READ = frozenset({"HOST", "ACCEPT-ENCODING", "IF-NONE-MATCH", "X-FORWARDED-PROTO"})
#: Questions that aren't plain: with a body, with rarer conditions, or for another place.
NOT_PLAIN = frozenset(
    {"CONTENT-LENGTH", "TRANSFER-ENCODING", "EXPECT", "UPGRADE", "SCRIPT_NAME"}
    | {"IF-MATCH", "IF-UNMODIFIED-SINCE"}
)
#: So that what is remembered of addresses stays about a megabyte, whatever is sent.
LONGEST_TARGET, LONGEST_VALUE, TARGETS = 400, 255, 1024


class Packets:
    """``address_of`` reads a WSGI environment; ``hot_page`` gives what may be sent for an address at once."""

    def __init__(self, address_of: Callable[[dict], str | None], hot_page: Callable[[str], Kept | None]):
        self._address_of, self._hot_page = address_of, hot_page
        self.count = READY.inc
        self._address = lru_cache(TARGETS)(self._address)

    def packet_for(self, request: Request) -> bytes | None:
        """The whole answer, if a plain question is asked for a page that is hot."""
        if request.method != "GET" or request.version != (1, 1) or len(request.uri) > LONGEST_TARGET:
            return None
        told = _told(request.headers)
        if told is None or not takes_gzip(told.get("ACCEPT-ENCODING", "")):
            return None
        address = self._address(
            request.scheme, told.get("HOST"), told.get("X-FORWARDED-PROTO"), request.path, request.query
        )
        page = address and self._hot_page(address)
        return _packet(page, told.get("IF-NONE-MATCH")) if page and page.is_packed else None

    def _address(self, scheme, host, forwarded, path, query):
        environ = {
            "REQUEST_METHOD": "GET",
            "wsgi.url_scheme": scheme,
            "PATH_INFO": unquote_to_wsgi_str(path),
            "QUERY_STRING": query or "",
            "HTTP_HOST": host,
            "HTTP_X_FORWARDED_PROTO": forwarded,
        }
        return self._address_of({name: value for name, value in environ.items() if value is not None})


def _told(headers):
    """What counts of the headers; None of what isn't plain."""
    told = {}
    for name, value in headers:
        if name in NOT_PLAIN or name in told:
            return None
        if name in READ:
            if len(value) > LONGEST_VALUE:
                return None
            told[name] = value
    return told


def _packet(page, held):
    second = int(time())
    if held and page.is_whole and holds(held, page.etag):
        return _begun(NOT_MODIFIED, second) + page.head_unchanged
    return _begun(page.status, second) + page.head_packed + page.body


@lru_cache(maxsize=8)
def _begun(status, second):
    """What stands above the headers of the page."""
    lines = (f"HTTP/1.1 {status}", f"Server: {SERVER}", f"Date: {http_date(second)}", "Connection: close", "")
    return "\r\n".join(lines).encode()
