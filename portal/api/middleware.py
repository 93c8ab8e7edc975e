from http import HTTPStatus

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.errors import unkept
from portal.limits import Limit, client_of
from portal.open_data import asked_language, is_for_machines, problem

READING = "GET, HEAD, OPTIONS"
#: What a page of another site may read of an answer beside its text.
EXPOSED = "Link, ETag, Location, Retry-After, RateLimit, RateLimit-Policy"
#: For how long a browser needn't ask again whether it may ask.
PREFLIGHT_SECONDS = 24 * 3600
WINDOW_SECONDS = 60

asked = Limit(WINDOW_SECONDS)


class OpenDataMiddleware:
    """Pages of any site may read the open data; its answers, errors included, are the same for everyone.

    Only the headers that count what a client asked for are its own. They are put on last, so that no
    validator is made of them, and count what reaches this process.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not is_for_machines(request.path_info):
            return self.get_response(request)
        response = _preflight() if request.method == "OPTIONS" else self._counted(request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = EXPOSED
        response.cookies.clear()
        response["Vary"] = "Accept-Encoding"
        return response

    def _counted(self, request):
        most, client = settings.API_REQUESTS_PER_MINUTE, client_of(request)
        if not most or client is None:
            return self._answer(request)
        allowance = asked.take(client, most)
        if allowance.is_given:
            response = self._answer(request)
        else:
            response = _too_many(request)
            response["Retry-After"] = str(allowance.seconds)
        response["RateLimit-Policy"] = f'"documents";q={most};w={WINDOW_SECONDS}'
        response["RateLimit"] = f'"documents";r={allowance.left};t={allowance.seconds}'
        return response

    def _answer(self, request):
        method = request.method
        if method == "HEAD":
            # The API answers GET; the server leaves the body out, as it does for every page.
            request.method = "GET"
        response = self.get_response(request)
        request.method = method
        return response


def _too_many(request):
    with override(asked_language(request)):
        detail = _("Wait as long as the header “Retry-After” says, then go on.")
        return unkept(problem(request, HTTPStatus.TOO_MANY_REQUESTS, _("Too many requests"), detail))


def _preflight():
    """What a browser asks before it sends what it doesn't send everywhere."""
    response = HttpResponse(status=HTTPStatus.NO_CONTENT)
    del response["Content-Type"]
    response["Allow"] = response["Access-Control-Allow-Methods"] = READING
    response["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since"
    response["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)
    response["Cache-Control"] = "no-store"
    return response
