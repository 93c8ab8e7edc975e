"""Where pages are kept: the hottest in the process, the rest where all processes of the portal find them."""

import logging
from collections import OrderedDict
from os import getpid
from threading import Lock
from time import time

from django.core.cache import caches

from portal.caching import (
    HOT_BYTES,
    LARGEST_HOT,
    MAY_BE_STALE_SECONDS,
    RENDER_SECONDS,
    STORE_RESTS_SECONDS,
)

from .kept import Kept

#: What Python needs for a page beside its bytes.
OVERHEAD = 2_000

logger = logging.getLogger(__name__)


class HotPages:
    """The pages asked for last, as many as fit into a few megabytes of the process."""

    def __init__(self, most_bytes: int = HOT_BYTES):
        self._most = most_bytes
        self._held = 0
        self._pages: OrderedDict[str, Kept] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> Kept | None:
        page = self._pages.get(key)
        if page is not None:
            try:
                self._pages.move_to_end(key)
            except KeyError:  # another thread made room in the meantime
                return page
        return page

    def put(self, key: str, page: Kept) -> None:
        if page.size > LARGEST_HOT:
            return
        with self._lock:
            self._drop(self._pages.pop(key, None))
            self._pages[key] = page
            self._held += page.size + OVERHEAD
            while self._held > self._most:
                self._drop(self._pages.popitem(last=False)[1])

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self._held = 0

    def _drop(self, page):
        if page is not None:
            self._held -= page.size + OVERHEAD


def shared_pages_work() -> bool:
    """Whether what is kept for other processes can be found again."""
    pages, key, value = SharedPages(), f"ready-{getpid()}", time()
    pages.try_to("set", key, value, RENDER_SECONDS)
    return pages.try_to("get", key) == value


class SharedPages:
    """Django's cache ``pages``. Where it fails, it is left alone for a moment, and pages are made anew."""

    def __init__(self):
        self._rests_until = 0.0

    def get(self, key: str) -> Kept | None:
        found = self.try_to("get", key)
        # Another version of the portal may have kept other things of a page.
        return Kept(*found) if found and len(found) == len(Kept._fields) else None

    def put(self, key: str, page: Kept) -> None:
        self.try_to("set", key, tuple(page), MAY_BE_STALE_SECONDS)

    def claim(self, key: str) -> bool:
        """Whether this process is the one to make the page; True also where that can't be known."""
        return self.try_to("add", f"making-{key}", 1, RENDER_SECONDS) is not False

    def is_claimed(self, key: str) -> bool:
        return bool(self.try_to("get", f"making-{key}"))

    def release(self, key: str) -> None:
        self.try_to("delete", f"making-{key}")

    def since(self) -> float:
        """As ``Generation`` has it, for a process that can't ask the database; unless told, for ever."""
        found = self.try_to("get", "since")
        return float("inf") if found is None else found

    def remember_since(self, since: float) -> None:
        self.try_to("set", "since", since, None)

    def try_to(self, act, *arguments):
        """None where the store is out of order: Redis and files fail in many ways, all of them bearable."""
        if time() < self._rests_until:
            return None
        try:
            return getattr(caches["pages"], act)(*arguments)
        except Exception:
            logger.warning("The store of pages can't be used", exc_info=True)
            self._rests_until = time() + STORE_RESTS_SECONDS
            return None
