"""Every article in each language: what is missing, what waits, what is behind the other edition."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.enums import ArticleKind
from articles.models import Article, Topic
from articles.rights import may_read_any, readable
from portal.bilingual.admin import languages_of_editor
from portal.paging import page_by_key

from .checking import changes_view, check_view
from .coverage_query import MOST_COUNTED, Coverage, Order, Question, count_states
from .coverage_rows import load_rows

ARTICLES_A_PAGE = 25


def coverage_urls(staff_only):
    """The addresses under the list of articles; ``staff_only`` is the admin's own wrapper for its views."""
    return [
        path("coverage/", staff_only(coverage_view), name="articles_article_coverage"),
        path("<id:pk>/changes/<str:language>/", staff_only(changes_view), name="articles_article_changes"),
        path("<id:pk>/check/<str:language>/", staff_only(check_view), name="articles_article_check"),
    ]


@require_safe
def coverage_view(request):
    """The articles as ``Question`` narrows and sorts them; ``before=`` and ``after=`` page by key."""
    if not may_read_any(request.user):
        raise PermissionDenied
    question = Question.read(request.GET)
    topics = list(Topic.objects.order_by("position", "pk"))
    articles = readable(request.user, Article.objects.all())
    pieces = question.pieces(articles, topics, request.user)
    key = question.key
    # The keys first: narrow indexes answer for them, and long rows are read for the page alone.
    rows = question.rows(pieces).only("pk", key.column)
    listed = page_by_key(rows, key, request.GET, size=ARTICLES_A_PAGE, keep=question.parameters)
    context = {
        **admin.site.each_context(request),
        "title": _("Coverage"),
        "opts": Article._meta,
        "is_nav_sidebar_enabled": False,
        "question": question,
        "listed": listed,
        "rows": load_rows([article.pk for article in listed], articles, request.user),
        "languages": languages_of_editor(),
        "counts": _counts(question, pieces, request.user),
        "most_counted": MOST_COUNTED,
        "topics": topics,
        "kinds": ArticleKind.choices,
        "orders": Order.choices,
        "here": request.get_full_path(),
    }
    return TemplateResponse(request, "admin/articles/article/coverage.html", context)


def _counts(question, pieces, user):
    """For each language its states, each with its number and the address of what it counts."""
    counts = count_states(pieces, user)
    return [
        {
            "language": language,
            "chosen": question.states.get(language, ""),
            "all": question.address_with(language, ""),
            "states": [
                (state, counts[language][state], question.address_with(language, state)) for state in Coverage
            ],
        }
        for language in languages_of_editor()
    ]
