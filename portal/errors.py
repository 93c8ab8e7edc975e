"""Pages for what went wrong, in the language of the address, without a query to the database."""

import logging
from http import HTTPStatus

from django.conf import settings
from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import requires_csrf_token

from portal.bilingual.alternates import Page
from portal.bilingual.languages import other
from portal.bilingual.middleware import preferred_language
from portal.context_processors import masthead
from portal.object_storage import StorageAway
from portal.open_data import asked_language, is_for_machines, problem

#: Whoever meets these may never have seen the portal: they are said in the other language as well.
IN_BOTH_LANGUAGES = {HTTPStatus.INTERNAL_SERVER_ERROR, HTTPStatus.SERVICE_UNAVAILABLE}

logger = logging.getLogger(__name__)

RETRY_AFTER_SECONDS = {HTTPStatus.SERVICE_UNAVAILABLE: "30", HTTPStatus.TOO_MANY_REQUESTS: "60"}

TEXTS = {
    HTTPStatus.BAD_REQUEST: (
        _("We can’t read this request"),
        _("Part of the address or of the form is damaged or isn’t allowed."),
    ),
    HTTPStatus.FORBIDDEN: (
        _("This is not open to you"),
        _("Your account has no right to it, or the form was open too long. Reload the page and try again."),
    ),
    HTTPStatus.NOT_FOUND: (
        _("This page is not on the record"),
        _("The address is wrong, or nothing is published under it."),
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: (_("This address can only be read"), _("Nothing can be sent to it.")),
    HTTPStatus.REQUEST_URI_TOO_LONG: (_("The address is too long"), _("Shorten it and try again.")),
    HTTPStatus.TOO_MANY_REQUESTS: (
        _("Too many searches at once"),
        _("This connection has searched very often in the last minute. Wait a minute, then try again."),
    ),
    HTTPStatus.INTERNAL_SERVER_ERROR: (
        _("Something went wrong on our side"),
        _("The fault has been recorded. Try again in a little while."),
    ),
    HTTPStatus.SERVICE_UNAVAILABLE: (
        _("The portal is briefly unavailable"),
        _("Try again in a minute; nothing was lost."),
    ),
}


def error_response(request, status, *, language=None, title="", message=""):
    """The error page. ``language`` is needed only before the language middleware has run."""
    if is_for_machines(request.path_info):
        return _problem(request, status, message)
    language = language or getattr(request, "LANGUAGE_CODE", None) or preferred_language(request)
    usual, explanation = TEXTS[status]
    newsroom = f"/{settings.ADMIN_PATH}"
    with translation.override(language):
        context = {
            "status": int(status),
            "title": title or usual,
            "explanation": message or explanation,
            "elsewhere": _said_in(other(language), status) if status in IN_BOTH_LANGUAGES else None,
            "newsroom": newsroom if request.path_info.startswith(newsroom) else "",
            "page": Page.at("home", language, is_indexed=False),
            "site": masthead(language),
        }
        response = HttpResponse(render_to_string("error.html", context), status=int(status))
    response["Content-Language"] = language
    return unkept(response)


def _said_in(language, status):
    with translation.override(language):
        title, explanation = map(str, TEXTS[status])
    return {"language": language, "title": title, "explanation": explanation}


def _problem(request, status, message):
    """The same for whoever reads JSON."""
    title, explanation = TEXTS[status]
    with translation.override(asked_language(request)):
        response = problem(request, status, title, message or explanation)
    return unkept(response)


def unkept(response):
    """The answer, which no cache may keep; where it is worth another try, with the time to wait before."""
    response["Cache-Control"] = "no-store"
    if response.status_code in RETRY_AFTER_SECONDS:
        response["Retry-After"] = RETRY_AFTER_SECONDS[response.status_code]
    return response


def _reader_message(request, exception):
    """What the exception says to readers; at an address for machines, in the language that those ask for."""
    language = translation.get_language()
    if is_for_machines(request.path_info):
        language = asked_language(request)
    with translation.override(language):
        return str(getattr(exception, "reader_message", ""))


def bad_request(request, exception=None):
    return error_response(request, HTTPStatus.BAD_REQUEST, message=_reader_message(request, exception))


def permission_denied(request, exception=None):
    return error_response(request, HTTPStatus.FORBIDDEN)


def not_found(request, exception=None):
    return error_response(request, HTTPStatus.NOT_FOUND, message=_reader_message(request, exception))


def server_error(request):
    return error_response(request, HTTPStatus.INTERNAL_SERVER_ERROR)


@requires_csrf_token
def csrf_failure(request, reason=""):
    return error_response(request, HTTPStatus.FORBIDDEN)


class DatabaseAwayMiddleware:
    """Answer 503 while database or pictures are away, and 404 or 400 for a value that a column can’t hold."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if isinstance(exception, (OperationalError, InterfaceError)):
            is_known = getattr(exception.__cause__, "is_known", False)
            logger.error("The database is away: %s", request.path, exc_info=None if is_known else exception)
            return error_response(request, HTTPStatus.SERVICE_UNAVAILABLE)
        if isinstance(exception, StorageAway):
            logger.error("%s: %s", request.path, exception)
            return error_response(request, HTTPStatus.SERVICE_UNAVAILABLE)
        if isinstance(exception, (DataError, OverflowError)):
            is_reading = request.method in {"GET", "HEAD"}
            return error_response(request, HTTPStatus.NOT_FOUND if is_reading else HTTPStatus.BAD_REQUEST)
        return None
