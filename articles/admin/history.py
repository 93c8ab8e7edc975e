"""The revisions of one language of an article: their list, any two compared, any one restored.

Who may read the article may read its history; who may restore is the table's to say (``transitions``).
"""

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles import workflow
from articles.comparing import TooLongToCompare, compare_bodies, compare_lines, in_context
from articles.enums import Act, State
from articles.models import Article, Revision
from articles.models.article import TEXT_FIELDS
from articles.rights import may_read
from articles.transitions import is_open
from portal.bilingual.admin import language_name, languages_of_editor
from portal.bilingual.languages import LANGUAGES

REVISIONS_A_PAGE = 50
LINES = [name for name in TEXT_FIELDS if name != "body"]
#: What the list does not show and need not load.
LONG_TEXTS = ("slug", "standfirst", "body", "place", "source_name", "source_url")
#: The revisions of the other language that the list names by their numbers.
ORIGINS = ("translated_from", "checked_against")
NOT_LISTED = (*LONG_TEXTS, *(f"{origin}__{name}" for origin in ORIGINS for name in LONG_TEXTS))


def history_urls(staff_only):
    """The addresses under the list of articles; ``staff_only`` is the admin's own wrapper for its views."""
    return [
        path("<id:pk>/history/", staff_only(own_language_view), name="articles_article_own_revisions"),
        path("<id:pk>/history/<str:language>/", staff_only(history_view), name="articles_article_revisions"),
        path("<id:pk>/compare/<str:language>/", staff_only(compare_view), name="articles_article_compare"),
        path("<id:pk>/restore/<str:language>/", staff_only(restore_view), name="articles_article_restore"),
    ]


@require_safe
def own_language_view(request, pk):
    """Where Django's admin keeps its own history; ours is per language."""
    return HttpResponseRedirect(_address("revisions", pk, get_language()))


@require_safe
def history_view(request, pk, language):
    """The revisions, newest first. ``?before=`` is the number from which the page goes back."""
    article = _article(request, pk, language)
    revisions = _of(article, language).select_related("author", *ORIGINS).defer(*NOT_LISTED)
    if "before" in request.GET:
        revisions = revisions.filter(number__lt=_number(request.GET["before"]))
    shown = list(revisions.order_by("-number")[: REVISIONS_A_PAGE + 1])
    context = _context(request, article, language, _("History in %(language)s"))
    context |= _offered(shown, Revision.objects.published_last(article, language))
    return TemplateResponse(request, "admin/articles/article/history.html", context)


@require_safe
def compare_view(request, pk, language):
    """Two revisions, named by their numbers in ``?from=`` and ``&to=``; the older one is the first."""
    article = _article(request, pk, language)
    numbers = {_number(request.GET.get(name, "")) for name in ("from", "to")}
    if len(numbers) == 1:
        messages.info(request, _("Choose two different revisions."))
        return HttpResponseRedirect(_address("revisions", pk, language))
    found = _of(article, language).filter(number__in=numbers).select_related("author").order_by("number")
    if len(found) < len(numbers):
        raise Http404("no such revision")
    context = _context(request, article, language, _("Compare revisions in %(language)s"))
    context |= difference(*found) | _neighbours(*found, context["newest"])
    return TemplateResponse(request, "admin/articles/article/compare.html", context)


@require_POST
def restore_view(request, pk, language):
    article = _article(request, pk, language)
    number = _number(request.POST.get("number", ""))
    revision = get_object_or_404(_of(article, language).select_related("article"), number=number)
    try:
        restored = workflow.restore(revision, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        numbers = {"old": number, "new": restored.number}
        messages.success(request, _("Revision %(old)d was restored as revision %(new)d, a draft.") % numbers)
    return HttpResponseRedirect(_address("revisions", pk, language))


def _article(request, pk, language):
    if language not in LANGUAGES:
        raise Http404(language)
    article = get_object_or_404(Article.objects.with_newest_headlines(), pk=pk)
    if not may_read(request.user, article):
        raise PermissionDenied
    return article


def _of(article, language):
    return Revision.objects.filter(article=article, language=language)


def _number(text):
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise Http404("no number")
    return int(text)


def _context(request, article, language, title):
    newest = Revision.objects.newest(article, language)
    return {
        **admin.site.each_context(request),
        "title": title % {"language": language_name(language)},
        "subtitle": str(article),
        "opts": Article._meta,
        "is_nav_sidebar_enabled": False,
        "article": article,
        "newest": newest,
        "language": language,
        "languages": languages_of_editor(),
        "state": State(article.state_in(language)),
        "may_restore": is_open(Act.RESTORED, article, language, newest, request.user),
    }


def _offered(shown, published):
    """The page of the list, and which two revisions are chosen for the reader beforehand."""
    shown, older = shown[:REVISIONS_A_PAGE], shown[REVISIONS_A_PAGE:]
    numbers = [revision.number for revision in shown]
    before = published.number if published and published.number in numbers[1:] else (numbers[1:] or [None])[0]
    return {
        "revisions": shown,
        "published": published,
        "chosen_before": before,
        "chosen_after": numbers[0] if numbers else None,
        "older_from": numbers[-1] if older else None,
    }


def difference(older: Revision, newer: Revision) -> dict:
    """What the page of two compared revisions shows: ``lines`` with their fields, and ``passages``."""
    lines = [(Revision._meta.get_field(name), compare_lines(*_both(older, newer, name))) for name in LINES]
    return {
        "older": older,
        "newer": newer,
        "lines": [
            (field, segments)
            for field, segments in lines
            if any(segment.status != "same" for segment in segments)
        ],
        **_body_difference(older, newer),
    }


def _body_difference(older, newer):
    if older.body == newer.body:
        return {"passages": [], "is_too_long": False}
    try:
        changes = compare_bodies(older.body, newer.body)
    except TooLongToCompare:
        return {"passages": [], "is_too_long": True}
    is_changed = any(change.status != "same" for change in changes)
    return {"passages": in_context(changes) if is_changed else [], "is_too_long": False}


def _both(older, newer, name):
    return getattr(older, name), getattr(newer, name)


def _neighbours(older, newer, newest):
    """The steps to the pair before and the pair after."""
    return {
        "step_back": (older.number - 1, older.number) if older.number > 1 else None,
        "step_on": (newer.number, newer.number + 1) if newer.number < newest.number else None,
    }


def _address(view, pk, language, **query):
    url = reverse(f"admin:articles_article_{view}", args=[pk, language])
    return f"{url}?{urlencode(query)}" if query else url
