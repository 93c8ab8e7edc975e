"""How long pages may be kept, and by whom: the only file that says so.

A public page is the same for everyone: no cookie, no session, no ``Vary: Cookie`` (design guarantee 16).
Only public pages are compressed here, for readers whom no proxy serves: they hold no secret that the length
of an answer could betray (BREACH). Pages of the admin do, and are left to be; so are streams, which are
sent as they are made.

A view makes its page public by passing a ``page`` (``portal.bilingual.alternates.Page``) in its context.
"""

import hashlib
from http import HTTPStatus

from django.http import HttpResponseNotModified
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import cc_delim_re, get_conditional_response, patch_vary_headers

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


class Compression(GZipMiddleware):
    # Random bytes would hide the length of a secret; there is none, and the same page stays the same bytes.
    max_random_bytes = 0


class PublicPageMiddleware:
    """Give public pages their validators and ages, and keep everything else out of shared caches."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.compression = Compression(get_response)

    def __call__(self, request):
        response = self.get_response(request)
        page = (getattr(response, "context_data", None) or {}).get("page")
        if page is None or request.method not in {"GET", "HEAD"}:
            return self._mark_other(response)
        marked = self._mark_public(request, response, page)
        return marked if marked.streaming else self.compression.process_response(request, marked)

    @staticmethod
    def _mark_other(response):
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
        response["Surrogate-Key"] = " ".join(page.surrogate_keys)
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
