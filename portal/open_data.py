"""Answers for machines: both languages in one document, the same bytes for everyone, errors included."""

import json
import re
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from pydantic import BaseModel, Field

from portal.addresses import absolute
from portal.bilingual.alternates import Page
from portal.bilingual.languages import LANGUAGES

PREFIX = "/api/"
JSON = "application/json; charset=utf-8"
PROBLEM = "application/problem+json; charset=utf-8"
#: As ``django.utils.html.json_script`` has it, with the separators that end a line of a script.
HARMLESS = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
# Read by hand: damaged queries, which Django can't take apart, are answered in a language too.
ASKED = re.compile(r"(?:^|&)lang=(ar|en)(?:&|$)")
DEMO_NOTICE = gettext_lazy("Demonstration content, not for reliance. Publication dates are assigned.")


class Problem(BaseModel):
    """An error as RFC 9457 has it, in the language that ``lang`` names, else in English."""

    type: str = Field(examples=["about:blank"])
    title: str
    status: int
    detail: str | None = None


class UnknownValue(Http404):
    """A filter of the address has a value that doesn't exist (design §7)."""

    @property
    def reader_message(self):
        return _("The filter “%(name)s” has no such value.") % {"name": self.args[0]}


class UnreadableValue(BadRequest):
    """A parameter of the address isn't what it should be: a size, a time."""

    @property
    def reader_message(self):
        return _("The parameter “%(name)s” can’t be read.") % {"name": self.args[0]}


class MissingValue(UnreadableValue):
    @property
    def reader_message(self):
        return _("The parameter “%(name)s” is missing.") % {"name": self.args[0]}


class UnknownField(UnreadableValue):
    @property
    def reader_message(self):
        return _("The documents have no field “%(name)s”.") % {"name": self.args[0]}


def is_for_machines(path: str) -> bool:
    return path.startswith(PREFIX)


def asked_language(request) -> str:
    """The language of the words of an error: the one that ``?lang=`` names, else English."""
    asked = ASKED.search(request.META.get("QUERY_STRING", ""))
    return asked[1] if asked else "en"


def dump(document) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def json_ld(data) -> SafeString:
    """Structured data for the head of a page: the one kind of script with a body, which nothing runs.

    No character is left that could end the script or begin another, whatever a name holds.
    """
    body = json.dumps(data, ensure_ascii=False).translate(HARMLESS)
    return format_html('<script type="application/ld+json">{}</script>', SafeString(body))


def json_answer(document, *, shows=(), status=HTTPStatus.OK, is_indexed=True):
    """A document that may be kept like a public page. ``shows`` become its surrogate keys."""
    content_type = JSON if status == HTTPStatus.OK else PROBLEM
    response = HttpResponse(dump(document), content_type=content_type, status=status)
    return keep(response, shows=shows, is_indexed=is_indexed)


def gone_answer(left: dict, *, shows=()):
    """What is left of something that readers could once read, in the form of an error."""
    told = {"type": "about:blank", "title": HTTPStatus.GONE.phrase, "status": int(HTTPStatus.GONE)}
    return json_answer({**told, **left}, shows=shows, status=HTTPStatus.GONE)


def moved_answer(request, route: str, key: str):
    """To the address that a document has now, with all that was asked of it."""
    query = request.META.get("QUERY_STRING", "")
    path = reverse(route, args=[key])
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)


def keep(response, *, shows=(), is_indexed=True):
    """Let shared caches keep an answer that no template made (``portal.caching`` reads the page of it)."""
    response.context_data = {"page": Page(language="en", shows=tuple(shows), is_indexed=is_indexed)}
    response["Content-Language"] = ", ".join(LANGUAGES)
    return response


def problem(request, status, title, detail):
    """An error as RFC 9457 has it, in the language asked for."""
    document = {"type": "about:blank", "title": str(title), "status": int(status), "detail": str(detail)}
    response = HttpResponse(dump(document), content_type=PROBLEM, status=int(status))
    response["Content-Language"] = asked_language(request)
    return response


def both(thing, name: str) -> dict | None:
    """What a translated field says, by language; None where it says nothing in either."""
    text = {language: getattr(thing, f"{name}_{language}") for language in LANGUAGES}
    return text if any(text.values()) else None


def in_both(words) -> dict:
    """A translatable text of the portal's own, by language."""
    said = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = str(words)
    return said


def urls_of(thing) -> dict:
    """The address of the page in each language in which it exists."""
    return {language: absolute(thing.url_in(language)) for language in thing.languages}


def moment(at) -> str | None:
    """ISO 8601 with the offset of Kuwait and every fraction of a second that is known."""
    return localtime(at).isoformat() if at else None


def plain(number) -> str | None:
    """A decimal number as text, without idle zeros and without an exponent."""
    return None if number is None else f"{number.normalize():f}"


def terms() -> dict:
    """Who publishes the data and on which terms; what the settings don't name is null."""
    return {"publisher": settings.SITE_NAME, "licence": settings.SITE_CONTENT_LICENCE or None}
