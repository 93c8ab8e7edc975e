"""What a stale translation is behind by, and the button that says that it is up to date as it stands."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from articles import workflow
from articles.enums import Act
from articles.models import Article, Revision
from articles.rights import may_read
from articles.staleness import gap_of, gaps_of
from articles.transitions import is_open
from portal.bilingual.admin import language_name
from portal.bilingual.languages import LANGUAGES, other
from portal.careful_list import is_id

from .history import difference


@require_safe
def changes_view(request, pk, language):
    """The words of the other language that this text does not follow; ``next=`` is where it leads back to.

    A newer draft may follow them already: then there is nothing to mark.
    """
    article = _article(request, pk, language)
    newest = Revision.objects.newest(article, language)
    own_gap = gap_of(article, newest)
    gap = gaps_of([article]).get((article.pk, language))
    is_behind = own_gap and gap and own_gap.shown == gap.shown
    context = {
        **admin.site.each_context(request),
        "title": _("What changed in %(language)s") % {"language": language_name(other(language))},
        "opts": Article._meta,
        "is_nav_sidebar_enabled": False,
        "article": article,
        "language": language,
        "gap": gap,
        "newest": newest,
        "may_check": is_behind and is_open(Act.CHECKED, article, language, newest, request.user),
        "way_back": _way_back(request.GET, request, reverse("admin:articles_article_coverage")),
    }
    if gap:
        context |= difference(gap.followed, gap.shown)
    return TemplateResponse(request, "admin/articles/article/changes.html", context)


@require_POST
def check_view(request, pk, language):
    """Mark the text ``revision=`` as saying what ``against=``, of the other language, says; both are numbers.

    Leads back to ``next=`` or to the article's form.
    """
    article = _article(request, pk, language)
    revision = _numbered(article, language, request.POST.get("revision", ""))
    against = _numbered(article, other(language), request.POST.get("against", ""))
    try:
        workflow.check(revision, by=request.user, against=against)
    except workflow.WorkflowError as error:
        messages.error(request, " ".join(error.messages))
    else:
        told = _("The text in %(language)s is marked as current.")
        messages.success(request, told % {"language": language_name(language)})
    form = reverse("admin:articles_article_change", args=[article.pk])
    return HttpResponseRedirect(_way_back(request.POST, request, form))


def _article(request, pk, language):
    if language not in LANGUAGES:
        raise Http404(language)
    article = get_object_or_404(Article.objects.with_newest_headlines(), pk=pk)
    if not may_read(request.user, article):
        raise PermissionDenied
    return article


def _numbered(article, language, number):
    if not is_id(number) or len(number) > 9:
        raise Http404("no number")
    return get_object_or_404(Revision, article=article, language=language, number=int(number))


def _way_back(parameters, request, otherwise):
    address = parameters.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if is_ours else otherwise
