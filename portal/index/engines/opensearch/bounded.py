"""The client's connection with bounds: it reads whatever a server sends, for as long as something comes."""

import time
from collections.abc import Mapping
from typing import NamedTuple

from opensearchpy import Urllib3HttpConnection
from urllib3.exceptions import HTTPError, ReadTimeoutError

#: The largest that is asked for, a thousand matches or what became of a batch, has less than a tenth of it.
MOST_BYTES = 16 * 1024 * 1024
AT_ONCE = 64 * 1024


class _Answer(NamedTuple):
    """As much of urllib3's response as the client uses."""

    status: int
    headers: Mapping[str, str]
    data: bytes


class TooLarge(HTTPError):
    """The answer is larger than any that was asked for."""


class BoundedConnection(Urllib3HttpConnection):
    def _create_urllib3_pool(self):
        super()._create_urllib3_pool()
        self.pool = _BoundedPool(self.pool, self.timeout)


class _BoundedPool:
    """As much of urllib3's pool as the client uses."""

    def __init__(self, pool, seconds):
        self._pool, self._seconds = pool, seconds

    def urlopen(self, *asked, timeout=None, **more):
        """The answer, read whole. The time is for all of it; urllib3 means each piece of it by that."""
        seconds = timeout or self._seconds
        until = time.monotonic() + seconds
        response = self._pool.urlopen(*asked, timeout=seconds, preload_content=False, **more)
        try:
            content = b"".join(self._pieces(response, until))
        finally:
            response.close()
        return _Answer(response.status, response.headers, content)

    def _pieces(self, response, until):
        room = MOST_BYTES
        while piece := response.read1(AT_ONCE, decode_content=True):
            room -= len(piece)
            if room < 0:
                raise TooLarge(f"More than {MOST_BYTES} bytes")
            if time.monotonic() > until:
                raise ReadTimeoutError(self._pool, "", "The answer took too long")
            yield piece

    def close(self):
        self._pool.close()
