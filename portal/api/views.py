"""The page that tells readers of the open data, its description for machines, and that as a page."""

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from organizations.partnerships.models import Partnership
from organizations.partnerships.structured_data import ledger_data
from portal.addresses import absolute
from portal.bilingual.alternates import Page
from portal.context_processors import masthead
from portal.open_data import json_answer, keep

from .description import ROOT, description
from .reference import operations, shapes

#: What there is, for readers.
ADDRESSES = [
    ("/articles", _("articles in both languages, newest first")),
    ("/articles/{id}", _("one article with its editions, its corrections and whom it names")),
    ("/topics", _("topics")),
    ("/topics/{slug}", _("one topic")),
    ("/authors", _("authors")),
    ("/authors/{slug}", _("one author")),
    ("/organizations", _("organisations of the directory")),
    ("/organizations/{slug}", _("one organisation with its names and identifiers")),
    ("/people", _("people of the directory")),
    ("/people/{slug}", _("one person with the offices on record")),
    ("/partnerships", _("entries of the ledger, newest first")),
    ("/partnerships/{slug}", _("one entry with everything that stands on its page")),
    ("/commitments", _("what was announced, item by item")),
    ("/commitments/{code}", _("one announced item, such as 002-3")),
    ("/changes", _("what changed in the ledger, newest first")),
    ("/search", _("what holds certain words, such as ?q=cloud")),
]
FILES = [
    ("/partnerships.csv", _("all entries as a table")),
    ("/commitments.csv", _("all announced items as a table")),
    ("/partnerships.json", _("all entries in one document")),
]
FILTERS = "?kind=&status=&organization=&year=&lang="
FILTERS_OF_ARTICLES = "?topic=&kind=&author=&organization=&person=&partnership=&from=&to=&lang="


def data(request):
    """The open data and its licence. The demonstration is named as such."""
    language = request.LANGUAGE_CODE
    context = {
        "addresses": [_address(*row) for row in ADDRESSES],
        "files": [_address(*row) for row in FILES],
        "filters": FILTERS,
        "filters_of_articles": FILTERS_OF_ARTICLES,
        "most": settings.API_REQUESTS_PER_MINUTE,
        "licence": settings.SITE_CONTENT_LICENCE,
        "changes_url": absolute(f"{ROOT}/changes"),
        "shows_demo": Partnership.objects.public(language).filter(is_demo=True).exists(),
        "page": Page.at("data", language, shows=("partnerships",)),
        "structured_data": ledger_data(language),
    }
    return TemplateResponse(request, "api/data.html", context)


def openapi(request):
    return json_answer(description())


def docs(request):
    """The description of every address on a page of our own, in English, as names and fields are."""
    with override("en"):
        context = {
            "description": description(),
            "operations": list(operations(description())),
            "shapes": list(shapes(description())),
            "site": masthead("en"),
        }
        response = HttpResponse(render_to_string("api/docs.html", context))
    response = keep(response, is_indexed=False)
    response["Content-Language"] = "en"
    return response


def _address(path, meaning):
    # Nothing is searched for without words.
    is_pattern = "{" in path or path == "/search"
    return {"path": ROOT + path, "url": "" if is_pattern else ROOT + path, "meaning": meaning}
