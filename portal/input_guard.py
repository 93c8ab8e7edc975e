"""Refuse what no honest client sends before anything reads it (design guarantee 21).

PostgreSQL answers a NUL byte with an error that SQLite doesn't have, broken UTF-8 reaches views as
replacement characters, and long queries cost time: all end here with 400 or 414, in the language of the
address.
"""

import re
from http import HTTPStatus
from urllib.parse import unquote, unquote_to_bytes

from portal.bilingual.middleware import language_of_path
from portal.errors import error_response
from portal.open_data import is_for_machines

#: Characters, as whoever typed them counts: an Arabic letter is six bytes in an address.
LONGEST_QUERY = 2048
#: Bytes; the address and the rest of the request line go beside them into what gunicorn takes.
LONGEST_QUERY_SENT = 8000
LONGEST_PATH = 4096
MOST_PARAMETERS = 100
READING = ("GET", "HEAD")
FORM = "application/x-www-form-urlencoded"
BROKEN_ESCAPE = re.compile(r"%(?![0-9a-fA-F]{2})")


class InputGuardMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        status = self._refusal(request)
        if status:
            return error_response(request, status, language=language_of_path(request.path_info))
        return self.get_response(request)

    def process_view(self, request, view, arguments, keywords):
        """Readers' pages are read. A view that takes forms says so: ``view.takes_forms = True``."""
        path = request.path_info
        is_page = language_of_path(path) is not None or is_for_machines(path)
        if request.method in READING or not is_page or getattr(view, "takes_forms", False):
            return None
        response = error_response(request, HTTPStatus.METHOD_NOT_ALLOWED)
        response["Allow"] = ", ".join(READING)
        return response

    def _refusal(self, request):
        if len(request.path_info) > LONGEST_PATH:
            return HTTPStatus.REQUEST_URI_TOO_LONG
        if refusal := refusal_of_query(request.META.get("QUERY_STRING", "")):
            return refusal
        # Broken UTF-8 in a path needs no rule: Django escapes it again, and no address matches an escape.
        if "\x00" in request.path_info:
            return HTTPStatus.BAD_REQUEST
        if request.content_type == FORM and not _is_clean(request.body.decode("latin-1")):
            return HTTPStatus.BAD_REQUEST
        return None


def refusal_of_query(query: str) -> HTTPStatus | None:
    """Why a query as it was sent isn't read, None where it is."""
    if len(query) > LONGEST_QUERY_SENT or len(unquote(query)) > LONGEST_QUERY:
        return HTTPStatus.REQUEST_URI_TOO_LONG
    if query.count("&") >= MOST_PARAMETERS or BROKEN_ESCAPE.search(query) or not _is_clean(query):
        return HTTPStatus.BAD_REQUEST
    return None


def _is_clean(encoded: str) -> bool:
    """Whether percent-encoded text is UTF-8 without NUL."""
    decoded = unquote_to_bytes(encoded.encode("latin-1", "replace"))
    try:
        return "\x00" not in decoded.decode()
    except UnicodeDecodeError:
        return False
