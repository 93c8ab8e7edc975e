"""How long pages may be kept, and by whom: the only file that says so.

A public page is the same for everyone: no cookie, no session, no ``Vary: Cookie`` (design guarantee 16).
Only public pages are compressed here, for readers whom no proxy serves: they hold no secret that the length
of an answer could betray (BREACH). Pages of the admin do, and are left to be; so are streams, which are
sent as they are made.

A view makes its page public by passing a ``page`` (``portal.bilingual.alternates.Page``) in its context. It
sees the parameters that it takes (``portal.page_parameters``) and no others, so two addresses that differ in
anything else are one page. ``portal.page_cache`` keeps public pages ready by the figures that stand here.
"""

import hashlib
from http import HTTPStatus

from django.http import HttpResponseNotModified
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import cc_delim_re, get_conditional_response, patch_vary_headers

from portal.bilingual.middleware import language_of_path
from portal.page_parameters import only, parameters_of

# Browsers ask each time and are answered with 304: a correction must not wait for their copies to age.
BROWSER_SECONDS = 0
SHARED_SECONDS = 300
STALE_WHILE_REVALIDATE_SECONDS = 600
STALE_IF_ERROR_SECONDS = 10 * 24 * 3600

PUBLIC = (
    f"public, max-age={BROWSER_SECONDS}, s-maxage={SHARED_SECONDS}, "
    f"stale-while-revalidate={STALE_WHILE_REVALIDATE_SECONDS}, stale-if-error={STALE_IF_ERROR_SECONDS}"
)
MOVED = "public, max-age=3600"
PRIVATE = "private, no-store"
CACHEABLE = {HTTPStatus.OK, HTTPStatus.GONE}
#: A surrogate key of every public page: with it all of them are purged (portal.page_cache.edges).
SITE_KEY = "portal"
READING = frozenset({"GET", "HEAD"})

# What portal.page_cache keeps in each process; the settings say how much all of them share.
HOT_BYTES = 8 * 1024 * 1024
LARGEST_HOT = 512 * 1024
# How often a process asks whether anything has changed: within a second every page shows it.
LOOK_SECONDS = 0.4
# How long one process may take to make a page before another makes it too, and how long that one waits.
RENDER_SECONDS = 10
WAIT_SECONDS = 2
# How long the store that all processes share is left alone after it failed: waiting costs more than it saves.
STORE_RESTS_SECONDS = 1
MAY_BE_STALE_SECONDS = STALE_IF_ERROR_SECONDS
PACKED_TYPES = (
    *("text/", "application/json", "application/xml", "application/feed+json", "application/opensearch"),
    *("application/atom+xml", "application/rss+xml", "application/manifest+json", "image/svg+xml"),
)
PACKED_FROM = 200


class Compression(GZipMiddleware):
    # Random bytes would hide the length of a secret; there is none, and the same page stays the same bytes.
    max_random_bytes = 0


class PublicPageMiddleware:
    """Give public pages their validators and ages, and keep everything else out of shared caches."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.compression = Compression(get_response)

    def process_view(self, request, view, arguments, keywords):
        if language_of_path(request.path_info):
            request.GET = only(request.GET, parameters_of(view))

    def __call__(self, request):
        response = self.get_response(request)
        page = (getattr(response, "context_data", None) or {}).get("page")
        if page is None or request.method not in READING:
            return self._mark_other(request, response)
        marked = self._mark_public(request, response, page)
        return marked if marked.streaming else self.compression.process_response(request, marked)

    @staticmethod
    def _mark_other(request, response):
        if response.status_code >= HTTPStatus.BAD_REQUEST and language_of_path(request.path_info):
            _forget_cookies(response)
        if response.status_code == HTTPStatus.MOVED_PERMANENTLY:
            _forget_cookies(response)
            response.headers.setdefault("Cache-Control", MOVED)
        elif not response.streaming:
            response.headers.setdefault("Cache-Control", PRIVATE)
        return response

    @staticmethod
    def _mark_public(request, response, page):
        _forget_cookies(response)
        if response.status_code in CACHEABLE:
            response["Cache-Control"] = PUBLIC
        response["Surrogate-Key"] = " ".join([SITE_KEY, *page.surrogate_keys])
        if not page.is_indexed:
            response["X-Robots-Tag"] = "noindex"
        if response.streaming:
            # Of what is sent as it is made, only its maker can tell in time whether it is the same.
            return _unless_held(request, response, response["ETag"]) if "ETag" in response else response
        # Weak, and said of a 304 too: it stands for the page, compressed or not.
        etag = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
        patch_vary_headers(response, ["Accept-Encoding"])
        response["ETag"] = etag
        if response.status_code != HTTPStatus.OK:
            return response
        return _unless_held(request, response, etag)


def may_be_kept(status: str, headers: dict[str, str]) -> bool:
    """Whether an answer is a public page that every reader may be sent; ``headers`` by their small names."""
    return (
        status[:3].isdigit()
        and int(status[:3]) in CACHEABLE
        and headers.get("cache-control") == PUBLIC
        and "surrogate-key" in headers
        and "set-cookie" not in headers
        and headers.get("vary", "").lower() in {"", "accept-encoding"}
    )


def _forget_cookies(response):
    """Drop what session and CSRF middleware add when a reader sends them damaged cookies.

    A shared cache would hand the answer on to everybody.
    """
    response.cookies.clear()
    vary = [name for name in cc_delim_re.split(response.get("Vary", "")) if name and name.lower() != "cookie"]
    if vary:
        response["Vary"] = ", ".join(vary)
    else:
        response.headers.pop("Vary", None)


def _unless_held(request, response, etag):
    """The response, or 304 where the reader holds the same."""
    conditional = get_conditional_response(request, etag=etag, response=response)
    # A browser may take the policy of a 304 for the page that it keeps.
    conditional._csp_update = getattr(response, "_csp_update", None)
    return _slim(conditional) if isinstance(conditional, HttpResponseNotModified) else conditional


def _slim(response):
    """A 304 repeats only what a cache needs to renew its copy."""
    for name in ("Content-Language", "Content-Type"):
        response.headers.pop(name, None)
    return response
