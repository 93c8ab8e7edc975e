"""The language of a request is the language of its address.

Django's LocaleMiddleware isn't used: it guesses from cookie and header on every address without a prefix and
answers with ``Vary: Accept-Language``, which splits shared caches. Here only the editors' pages, which are
never cached, follow the cookie.
"""

import re

from django.conf import settings
from django.http import HttpResponsePermanentRedirect
from django.utils import translation

from .languages import LANGUAGES

#: ``/EN/…``, ``/ar-KW/…``, ``/en`` — spellings of a prefix that lead to the one true spelling.
LOOSE_PREFIX = re.compile(r"^/(ar|en)(?:[-_][a-z]{2,4})?(/.*)?$", re.IGNORECASE | re.ASCII)
PREFIXES = frozenset(f"{language}/" for language in LANGUAGES)


def language_of_path(path: str) -> str | None:
    """The language that an address carries, or None for the machines' and the editors' addresses."""
    first = path[1:4]
    return first[:2] if first in PREFIXES else None


def preferred_language(request) -> str:
    """What the reader chose before, else what the browser asks for, else Arabic."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if chosen in LANGUAGES:
        return chosen
    for wanted, _weight in _accepted(request):
        if wanted[:2] in LANGUAGES:
            return wanted[:2]
    return LANGUAGES[0]


def _accepted(request):
    return translation.trans_real.parse_accept_lang_header(request.headers.get("Accept-Language", "").lower())


class LanguageMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        language = language_of_path(request.path_info)
        if language is None and (redirect := self._redirect_of_loose_prefix(request)):
            return redirect
        with translation.override(language or preferred_language(request)):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    @staticmethod
    def _redirect_of_loose_prefix(request):
        match = LOOSE_PREFIX.match(request.path_info)
        if match is None:
            return None
        rest = request.get_full_path()[match.start(2) :] if match[2] else "/"
        return HttpResponsePermanentRedirect(f"/{match[1].lower()}{rest}")
