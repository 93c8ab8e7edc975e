"""Version 1 of the open data: which apps take part, and how what goes wrong is told."""

from http import HTTPStatus

from django.core.exceptions import BadRequest
from django.http import Http404
from django.utils.translation import override
from ninja import NinjaAPI
from ninja.errors import ValidationError

from articles.api import router as articles
from organizations.api import router as directory
from organizations.partnerships.api import router as partnerships
from portal.errors import error_response
from portal.open_data import MissingValue, UnknownField, UnknownValue, UnreadableValue, asked_language
from portal.search.api import router as search

#: Parameters that narrow a list: a value that doesn't exist is a 404 (design §7). Others are read wrongly.
FILTERS = {
    *("kind", "status", "organization", "year", "lang"),
    *("topic", "author", "person", "partnership", "country", "type", "sort"),
}

api = NinjaAPI(
    title="Open data of the portal",
    version="1",
    description=(
        "Read only, without a key: every text in Arabic and in English, or in one of them (lang). "
        "Lists come in parts that name their neighbours, in the document and in Link; fields leaves out "
        "what you don't need. Errors are problems (RFC 9457). RateLimit and RateLimit-Policy say how often "
        "you may ask; who asks too often hears 429, and in Retry-After when to go on. Every document names "
        "its licence and its publisher."
    ),
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
)
for router in (articles, directory, partnerships, search):
    api.add_router("", router)


@api.exception_handler(ValidationError)
def _parameter(request, error):
    """The first of what is wrong is told."""
    wrong = error.errors[0]
    return _told(request, _refusal(wrong["loc"][0], str(wrong["loc"][-1]), wrong))


def _refusal(place, name, wrong):
    if wrong["type"] == "unknown_field":
        return UnknownField(wrong["ctx"]["field"])
    if wrong["type"] in {"missing", "string_too_short"}:
        return MissingValue(name)
    if place == "path":
        return Http404(name)
    return UnknownValue(name) if name in FILTERS else UnreadableValue(name)


@api.exception_handler(Http404)
@api.exception_handler(BadRequest)
def _told(request, error):
    status = HTTPStatus.NOT_FOUND if isinstance(error, Http404) else HTTPStatus.BAD_REQUEST
    with override(asked_language(request)):
        return error_response(request, status, message=getattr(error, "reader_message", ""))


@api.exception_handler(Exception)
def _raise(request, error):
    """Whatever else happens is the middleware's to answer, in debugging as well."""
    raise error
