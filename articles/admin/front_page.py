"""The front page of each language as the desk sets it: what stands where, what is to come, the breaking news.

Each view asks for the right to publish in that language before it looks at anything else.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from articles import placing
from articles.enums import Slot
from articles.forms import BreakingLineForm, PlacementForm
from articles.forms.front_page import candidate_articles, candidate_label
from articles.front_page import last_of_each_slot, lay_out, live_articles, newest_articles
from articles.models import Article, BreakingLine, Placement
from articles.rights import Right, may_in
from articles.transitions import WorkflowError
from portal.bilingual.admin import language_name, languages_of_editor
from portal.bilingual.languages import LANGUAGES
from portal.careful_list import is_id

CANDIDATES_SHOWN = 20
HOURS_OF_A_LINE = 6
REVERSE_NAME = "admin:articles_article_front_page"


@dataclass
class Place:
    """A place of the page: what readers see there, and what was placed there, seen or not."""

    slot: Slot
    article: Article | None
    placement: Placement | None

    @property
    def is_filled_by_recency(self):
        return self.placement is None or self.article != self.placement.article

    @property
    def is_passed_over(self):
        """Whether what was placed here can't be read in this language now, or stands at an earlier place."""
        return self.placement is not None and self.is_filled_by_recency

    @property
    def is_unseen(self):
        return not self.placement.article.is_live_in(self.placement.language)


def front_page_urls(staff_only):
    """The addresses under the list of articles; ``staff_only`` is the admin's own wrapper for its views."""
    name, of_language = "articles_article_front_page", "front-page/<str:language>/"
    return [
        path("front-page/", staff_only(any_front_page_view), name=name),
        path(of_language, staff_only(front_page_view), name=f"{name}_of"),
        path(f"{of_language}candidates/", staff_only(candidates_view), name=f"{name}_candidates"),
    ]


@require_safe
def any_front_page_view(request):
    """Lead to the page of the language that the editor works in, or of the other one."""
    languages = _languages(request.user)
    if not languages:
        raise PermissionDenied
    return redirect(f"{REVERSE_NAME}_of", languages[0])


@require_http_methods(["GET", "HEAD", "POST"])
def front_page_view(request, language):
    """The page with its forms. ``?slot=`` and ``?article=`` are what the form to place begins with."""
    _require_right(request.user, language)
    offered = _Offered(language)
    forms = _forms(request, language, offered)
    if request.method == "POST" and _do(request, language, forms):
        return redirect(f"{REVERSE_NAME}_of", language)
    context = _context(request, language, offered, forms)
    return TemplateResponse(request, "admin/articles/article/front_page.html", context)


@require_safe
def candidates_view(request, language):
    """What the autocomplete offers: the newest pieces with these words in a headline. It never counts."""
    _require_right(request.user, language)
    articles = admin.site.get_model_admin(Article)
    found, _may_repeat = articles.get_search_results(
        request, candidate_articles(language), request.GET.get("term", "")
    )
    shown = found.newest_first(language)[:CANDIDATES_SHOWN]
    results = [{"id": str(article.pk), "text": candidate_label(article, language)} for article in shown]
    return JsonResponse({"results": results, "pagination": {"more": False}})


class _Offered:
    """The pieces from which the page is filled now, and the next that are scheduled: once for both forms."""

    def __init__(self, language):
        self.newest = newest_articles(language)
        self.to_come = list(candidate_articles(language).to_come(language)[:CANDIDATES_SHOWN])

    def __iter__(self):
        return iter([*self.to_come, *self.newest])


def _languages(user):
    return [language for language in languages_of_editor() if may_in(user, Right.PUBLISH, language)]


def _require_right(user, language):
    if language not in LANGUAGES:
        raise Http404(language)
    if not may_in(user, Right.PUBLISH, language):
        raise PermissionDenied


def _forms(request, language, offered):
    """Both forms; the one whose button was pressed holds what was sent."""
    asked = {"slot": request.GET.get("slot"), "article": request.GET.get("article")}
    until = timezone.localtime() + timedelta(hours=HOURS_OF_A_LINE)
    first = {"place": asked, "announce": {"ends_at": until.replace(minute=0)}}
    kinds = {"place": PlacementForm, "announce": BreakingLineForm}
    return {
        name: kind(
            request.POST if name in request.POST else None,
            initial=first[name],
            language=language,
            offered=offered,
        )
        for name, kind in kinds.items()
    }


def _do(request, language, forms):
    """Do what the button says; returns whether the page is shown anew. What was refused stays in its form."""
    for name, act in (("place", _place), ("announce", _announce)):
        if name in request.POST:
            return _from_form(forms[name], act, request, language)
    for name, rows, verb in (
        ("end", Placement.objects, placing.end),
        ("end_line", BreakingLine.objects, placing.end_breaking),
    ):
        if name in request.POST:
            _end(request, rows.filter(language=language), request.POST[name], verb)
    return True


def _from_form(form, act, request, language):
    if not form.is_valid():
        return False
    try:
        act(request, language, form.cleaned_data)
    except WorkflowError as refusal:
        form.add_error(None, refusal)
        return False
    return True


def _place(request, language, typed):
    placement = placing.place(
        typed["article"],
        language,
        Slot(typed["slot"]),
        by=request.user,
        starts_at=typed["starts_at"],
        ends_at=typed["ends_at"],
    )
    if placement.has_begun:
        messages.success(request, _("Placed: readers see it now."))
    else:
        messages.success(request, _("Planned. Readers will see it at its time."))


def _announce(request, language, typed):
    line = placing.announce_breaking(
        typed["text"],
        language,
        by=request.user,
        starts_at=typed["starts_at"],
        ends_at=typed["ends_at"],
        article=typed["article"],
    )
    if line.has_begun:
        messages.success(request, _("The line of breaking news is on the front page."))
    else:
        messages.success(request, _("Planned. Readers will see it at its time."))


def _end(request, rows, key, verb):
    row = rows.filter(pk=key).first() if is_id(key) else None
    if row is None:
        messages.error(request, _("This is not on the front page."))
        return
    try:
        verb(row, by=request.user)
    except WorkflowError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        done = _("Taken off the front page.") if row.has_begun else _("Taken back.")
        messages.success(request, done)


def _context(request, language, offered, forms):
    placements = list(Placement.objects.open(language).with_article(language).select_related("made_by"))
    lines = list(BreakingLine.objects.open(language).with_article(language).select_related("made_by"))
    placed = last_of_each_slot(placement for placement in placements if placement.has_begun)
    front = lay_out(offered.newest, live_articles(placed, language))
    shown = BreakingLine.objects.shown(language).last()
    return {
        **admin.site.each_context(request),
        "title": _("Front page in %(language)s") % {"language": language_name(language)},
        "opts": Article._meta,
        "is_nav_sidebar_enabled": False,
        "language": language,
        "languages": _languages(request.user),
        "front": front,
        "places": [Place(slot, front.places[slot], placed.get(slot)) for slot in Slot],
        "others": [placement for placement in placements if placement not in placed.values()],
        "line": next((line for line in lines if line == shown), None),
        "line_label": BreakingLine._meta.verbose_name,
        "other_lines": [line for line in lines if line != shown],
        "placing": forms["place"],
        "announcing": forms["announce"],
    }
