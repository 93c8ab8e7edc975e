"""Stands in front of Django and answers what is kept. What isn't, is made once, however many ask for it."""

import time
from functools import lru_cache
from hashlib import sha256
from http import HTTPStatus
from operator import itemgetter
from urllib.parse import parse_qsl, urlencode

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import override

from portal.bilingual.middleware import language_of_path
from portal.caching import READING, WAIT_SECONDS, may_be_kept
from portal.input_guard import refusal_of_query
from portal.page_parameters import parameters_of

from . import replica
from .counts import KEPT, MADE, OLDER, READY, UNKEPT
from .generation import Generation, Watch
from .kept import Kept
from .packets import Packets
from .stores import HotPages, SharedPages

#: Addresses without a language whose answers are public pages too.
OF_MACHINES = ("/sitemap", "/robots.txt")
#: Conditions that are rare enough to be left to Django.
LEFT_TO_DJANGO = ("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
#: What the reader has and takes is looked at when the page is sent, not when it is made.
OF_THE_READER = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_ACCEPT_ENCODING")
STEP_SECONDS = 0.01


class PageCache:
    """The portal as a server meets it; ``application`` is Django's."""

    def __init__(self, application, watch: Watch | None = None):
        self.application = application
        self.watch = watch or Watch()
        self.hot, self.shared = HotPages(), SharedPages()
        self.packets = Packets(address_of, self.hot_page)

    def __call__(self, environ, start_response):
        address = address_of(environ)
        if address is None:
            return self.application(environ, start_response)
        if page := self.hot_page(address):
            READY.inc()
            return page.answer(environ, start_response)
        return self._found_or_made(address, environ, start_response)

    def hot_page(self, address: str) -> Kept | None:
        """The page that this process can send at once."""
        generation, page = self.watch.now(), self.hot.get(address)
        return page if page is not None and _is_good(page, generation, time.time()) else None

    def _found_or_made(self, address, environ, start_response):
        generation = self.watch.now()
        key = sha256(address.encode("latin-1", "replace")).hexdigest()
        page = self._newest(self.hot.get(address), self.shared.get(key))
        if page is None or not _is_good(page, generation, time.time()):
            if self.shared.claim(key):
                return self._claimed(address, key, page, environ, start_response, generation)
            page = self._by_another(key, page, generation)
        if page is None:
            return self._made(address, key, None, environ, start_response, generation)
        KEPT.inc()
        self.hot.put(address, page)
        return page.answer(environ, start_response)

    def _claimed(self, address, key, page, environ, start_response, generation):
        """Between the look and the claim another may have finished it."""
        try:
            found = self.shared.get(key)
            if found is not None and _is_good(found, generation, time.time()):
                KEPT.inc()
                self.hot.put(address, found)
                return found.answer(environ, start_response)
            return self._made(address, key, page, environ, start_response, generation)
        finally:
            self.shared.release(key)

    def _by_another(self, key, page, generation):
        """What another process makes just now. Where only time has passed, the page is as good as it was."""
        if page is not None and page.generation == generation.name:
            return page
        deadline = time.monotonic() + WAIT_SECONDS
        while time.monotonic() < deadline:
            is_claimed = self.shared.is_claimed(key)
            found = self.shared.get(key)
            if found and _is_good(found, generation, time.time()):
                return found
            if not is_claimed:
                break
            time.sleep(STEP_SECONDS)
        return None

    def _made(self, address, key, older, environ, start_response, generation):
        """The answer of Django; where that can't be had, the page as it was."""
        began = time.time()
        made = self._answer_of_django(environ, generation)
        if made.is_out_of_order and older is not None and older.is_usable(time.time(), generation.since):
            made.close()
            OLDER.inc()
            return older.answer(environ, start_response)
        if not may_be_kept(made.status, made.told):
            UNKEPT.inc()
            return made.pass_on(environ, start_response)
        MADE.inc()
        page = Kept.of(generation.name, began, made.status, made.headers, made.read())
        if generation.is_certain:
            self.hot.put(address, page)
            self.shared.put(key, page)
        return page.answer(environ, start_response)

    def _answer_of_django(self, environ, generation):
        """Of the replica if it can be had; if that fails meanwhile, of the primary."""
        with replica.read(generation.changes) as is_read:
            made = Answer.of(self.application, environ)
        if not (is_read and made.is_out_of_order):
            return made
        made.close()
        return Answer.of(self.application, environ)

    @staticmethod
    def _newest(*pages):
        return max(filter(None, pages), key=lambda page: page.made_at, default=None)


class Answer:
    """What an application answered, before anything of it was sent."""

    def __init__(self, status, headers, parts):
        self.status, self.headers, self._parts = status, headers, parts
        self.told = {name.lower(): value for name, value in headers}

    @classmethod
    def of(cls, application, environ):
        """The whole page, whatever the reader holds and takes: a condition would leave nothing to keep."""
        begun = []
        whole = {name: value for name, value in environ.items() if name not in OF_THE_READER}
        parts = application(whole | {"REQUEST_METHOD": "GET"}, lambda *told: begun.append(told))
        status, headers = begun[-1][:2]
        return cls(status, headers, parts)

    @property
    def is_out_of_order(self):
        return int(self.status[:3]) >= HTTPStatus.INTERNAL_SERVER_ERROR

    def read(self) -> bytes:
        try:
            return b"".join(self._parts)
        finally:
            self.close()

    def pass_on(self, environ, start_response):
        start_response(self.status, self.headers)
        if environ["REQUEST_METHOD"] == "HEAD":
            self.close()
            return []
        return self._parts

    def close(self):
        if hasattr(self._parts, "close"):
            self._parts.close()


def _is_good(page: Kept, generation: Generation, now: float) -> bool:
    """While nobody knows what has changed, everything is as good as it gets."""
    if not generation.is_certain:
        return page.is_usable(now, generation.since)
    return page.is_fresh(generation.name, now)


def address_of(environ) -> str | None:
    """Scheme, host, path and the parameters that the page takes, in one order; None of what isn't kept."""
    path = environ.get("PATH_INFO", "")
    if not (language_of_path(path) or path.startswith(OF_MACHINES)):
        return None
    if environ["REQUEST_METHOD"] not in READING or any(name in environ for name in LEFT_TO_DJANGO):
        return None
    query = environ.get("QUERY_STRING", "")
    if query:
        if refusal_of_query(query):
            return None
        query = _taken(path, query)
    host = environ.get("HTTP_HOST", "").lower()
    return f"{_scheme(environ)}://{host}{environ.get('SCRIPT_NAME', '')}{path}?{query}"


def _scheme(environ):
    if settings.BEHIND_PROXY:
        return environ.get("HTTP_X_FORWARDED_PROTO", "http").partition(",")[0].strip()
    return environ["wsgi.url_scheme"]


def _taken(path, query):
    """The parameters that the page takes, in one order; of each name all that was sent."""
    names = _names(path) if language_of_path(path) else ()
    taken = [row for row in parse_qsl(query, keep_blank_values=True) if row[0] in names]
    return urlencode(sorted(taken, key=itemgetter(0)))


@lru_cache(maxsize=512)
def _names(path):
    readable = path.encode("latin-1", "replace").decode(errors="replace")
    with override(language_of_path(path)):
        try:
            return parameters_of(resolve(readable).func)
        except Resolver404:
            return frozenset()
