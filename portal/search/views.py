"""The search page and its suggestions: public, the same for everyone, read only."""

from http import HTTPStatus

from django.http import Http404, HttpResponsePermanentRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from articles.models import Topic
from portal.bilingual.alternates import Page
from portal.bilingual.text import clean_line
from portal.errors import error_response, unkept
from portal.index import Order
from portal.index.engine import TookTooLong
from portal.index.limits import PAGE_SECONDS, time_limit
from portal.page_parameters import takes

from .address import NAMES, PAGE_SIZE, BadDay, SearchAddress, without_days
from .facets import chosen, facets, orders, tabs
from .limits import allows
from .pages import Pages
from .results import ledger_first, rows_of
from .searching import Searched, did_you_mean, wanted_of, words_that_find
from .suggestions import number_in_words, offers

#: What a search may find of changes with any of these.
MAY_CHANGE = ("articles", "partnerships", "organizations", "people")


@require_safe
@takes(*NAMES)
def results(request):
    """What is found; without anything to look for, how to search."""
    if request.GET.get("q") and not allows(request):
        return error_response(request, HTTPStatus.TOO_MANY_REQUESTS)
    try:
        asked = SearchAddress.read(request.GET)
    except BadDay as error:
        return _wrong_day(request, error)
    if asked.organization and asked.organization.slug != request.GET["organization"]:
        return HttpResponsePermanentRedirect(asked.address(page=request.GET.get("page")))
    try:
        with time_limit(PAGE_SECONDS):
            return _answer(request, asked)
    except TookTooLong:
        return _took_too_long(request, asked)


@require_safe
@takes("q")
def suggestions(request):
    """Things whose names begin as ``q`` does, for the script of the search field."""
    if not allows(request, "suggestions"):
        return unkept(JsonResponse({"suggestions": []}, status=HTTPStatus.TOO_MANY_REQUESTS))
    found = offers(clean_line(request.GET.get("q", "")), request.LANGUAGE_CODE)
    response = JsonResponse({"status": number_in_words(len(found)), "suggestions": found})
    response.context_data = {"page": Page(request.LANGUAGE_CODE, is_indexed=False, shows=MAY_CHANGE)}
    return response


def _answer(request, asked):
    language = request.LANGUAGE_CODE
    searched = Searched.of(asked, language) if asked.text else None
    context = {"asked": asked, **_around(asked, language)}
    if searched is None or searched.reading.query is None:
        _require_first(asked)
        context["notices"] = searched.reading.notices if searched else ()
        return TemplateResponse(request, "search/ask.html", context)
    context |= {"searched": searched, "notices": searched.notices, "chosen": chosen(asked)}
    context["tabs"] = tabs(searched.of_any_kind.hits, asked)
    if not searched.found.hits:
        context |= _help(asked, searched, language)
        return TemplateResponse(request, "search/nothing.html", context)
    context |= _list(asked, searched, context["navigation_topics"], language)
    context["page"] = context["page"].showing(*(row.thing for row in context["rows"]))
    # Last, because it is what the page can be without.
    context["elsewhere"] = searched.elsewhere()
    return TemplateResponse(request, "search/results.html", context)


def _around(asked, language):
    """What every page of a search says of itself; its topics are those of the masthead."""
    cursor = asked.query(page=str(asked.page)) if asked.page > 1 else ""
    page = Page.at(
        "search:results",
        language,
        filters=asked.query(),
        cursor=cursor,
        shows=("search", *MAY_CHANGE),
        is_indexed=False,
    )
    return {"page": page, "navigation_topics": list(Topic.objects.for_navigation(language))}


def _list(asked, searched, topics, language):
    hits = searched.found.hits
    pages = Pages.of(len(hits), asked)
    if pages.last < asked.page:
        raise Http404("beyond the last page")
    if asked.kind is None and asked.order == Order.RELEVANCE:
        hits = ledger_first(hits)
    shown = hits[(asked.page - 1) * PAGE_SIZE : asked.page * PAGE_SIZE]
    rows = rows_of(shown, language, wanted_of(searched.reading.query))
    return {
        "rows": rows,
        "pages": pages,
        "facets": facets(hits, asked, topics, language),
        "orders": orders(asked),
        "shows_demo": any(row.thing.is_demo for row in rows),
    }


def _require_first(asked):
    if asked.page > 1:
        raise Http404("beyond the last page")


def _help(asked, searched, language):
    _require_first(asked)
    elsewhere = searched.elsewhere()
    correction = did_you_mean(asked, searched, language)
    alone = words_that_find(asked, searched, language)
    return {
        "elsewhere": elsewhere,
        "correction": correction,
        "correction_address": asked.address(q=correction),
        "unfiltered": searched.without_filters() if asked.is_narrowed else None,
        "words": [(word, len(found), asked.address(q=word)) for word, found in alone],
    }


def _wrong_day(request, error):
    """The words and the other filters stay."""
    asked = SearchAddress.read(without_days(request.GET))
    context = {"asked": asked, "message": error.reader_message, **_around(asked, request.LANGUAGE_CODE)}
    return unkept(TemplateResponse(request, "search/wrong_day.html", context, status=HTTPStatus.BAD_REQUEST))


def _took_too_long(request, asked):
    """Not kept: a moment later the same search may be quick."""
    context = {"asked": asked, **_around(asked, request.LANGUAGE_CODE)}
    return unkept(
        TemplateResponse(request, "search/took_too_long.html", context, status=HTTPStatus.SERVICE_UNAVAILABLE)
    )
