"""Each request has a name, and whatever is logged while it is answered says it.

nginx gives it (``X-Request-ID``) and can log it as well; without a proxy the portal makes one up. Nobody else
is told: an answer is kept and sent to many.
"""

import re
from contextvars import ContextVar
from uuid import uuid4

from django.conf import settings

#: What a proxy may call a request: no spaces, no line breaks, nothing long.
NAME = re.compile(r"[A-Za-z0-9._-]{8,64}")

_name: ContextVar[str] = ContextVar("request_name", default="")


def current_request() -> str:
    """Its name; empty outside of requests."""
    return _name.get()


class RequestNameMiddleware:
    """First of all, so that everybody behind it is heard."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = _name.set(_name_of(request))
        try:
            return self.get_response(request)
        finally:
            _name.reset(token)


def _name_of(request):
    given = request.META.get("HTTP_X_REQUEST_ID", "") if settings.BEHIND_PROXY else ""
    return given if NAME.fullmatch(given) else uuid4().hex
