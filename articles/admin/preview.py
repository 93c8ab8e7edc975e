"""Preview for the person logged in: the page in a frame as wide as a phone or a desk, and the links to share.

Each view asks ``rights`` before it looks at anything else.
"""

from urllib.parse import urlencode

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from articles import previews
from articles.forms import PreviewLinkForm
from articles.models import Article, Preview, Revision
from articles.preview_page import render_revision
from articles.rights import Right, may, may_read
from articles.transitions import WorkflowError
from portal.bilingual.admin import language_name, languages_of_editor

LINKS_SHOWN = 20


def preview_urls(staff_only):
    """The addresses under the list of articles; ``staff_only`` is the admin's own wrapper for its views."""
    start = "<id:pk>/preview/<str:language>/"
    return [
        path(start, staff_only(preview_view), name="articles_article_preview"),
        path(f"{start}page/", staff_only(framed_view), name="articles_article_preview_page"),
        path(f"{start}links/", staff_only(make_link_view), name="articles_article_preview_link"),
        path("preview-links/<id:pk>/revoke/", staff_only(revoke_view), name="articles_preview_revoke"),
    ]


@require_safe
@csp_update({"frame-src": [SELF]})
def preview_view(request, pk, language):
    """The page in its frame. ``?revision=`` is a number; without it, the newest text."""
    revision = _revision(request, pk, language)
    context = admin.site.each_context(request) | _context(request.user, revision)
    return TemplateResponse(request, "admin/articles/article/preview.html", context)


@require_safe
@xframe_options_sameorigin
@csp_replace({"frame-ancestors": [SELF]})
def framed_view(request, pk, language):
    """What stands in the frame: the readers' page and nothing else. Only our own pages may frame it."""
    return render_revision(request, _revision(request, pk, language))


@require_POST
def make_link_view(request, pk, language):
    revision = _revision(request, pk, language)
    form = PreviewLinkForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose how long the link works."))
        return HttpResponseRedirect(_address(revision))
    try:
        previews.make_link(revision, by=request.user, hours=form.cleaned_data["hours"])
    except WorkflowError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The link is ready. Whoever has it can read this text."))
    return HttpResponseRedirect(_address(revision))


@require_POST
def revoke_view(request, pk):
    link = get_object_or_404(Preview.objects.select_related("revision__article"), pk=pk)
    previews.revoke(link, by=request.user)
    messages.success(request, _("The link no longer works."))
    return HttpResponseRedirect(_address(link.revision))


def _revision(request, pk, language):
    article = get_object_or_404(Article.objects.with_newest_headlines(), pk=pk)
    if not may_read(request.user, article):
        raise PermissionDenied
    revisions = article.revisions.filter(language=language).select_related("author").order_by("-number")
    number = request.GET.get("revision", "")
    if number:
        is_number = number.isascii() and number.isdecimal() and len(number) < 10
        revisions = revisions.filter(number=int(number)) if is_number else revisions.none()
    revision = revisions.first()
    if revision is None:
        raise Http404("no such revision")
    revision.article = article
    return revision


def _context(user, revision):
    article, language = revision.article, revision.language
    may_share = may(user, Right.LINK, article, language)
    return {
        "title": _("Preview in %(language)s") % {"language": language_name(language)},
        "subtitle": str(article),
        "opts": Article._meta,
        "is_nav_sidebar_enabled": False,
        "article": article,
        "revision": revision,
        "frame": _address(revision, "articles_article_preview_page"),
        "link_target": _address(revision, "articles_article_preview_link"),
        "languages": _languages_with_text(article),
        "may_share": may_share,
        "may_make_link": may_share and not previews.is_on_the_site(revision),
        "link_form": PreviewLinkForm(auto_id="preview-%s"),
        "links": _links(revision) if may_share else [],
    }


def _links(revision):
    """Every link to this text in this language, the newest first, each with its address while it works.

    Publication ends a link before its time: readers find the text at its own address then.
    """
    links = Preview.objects.filter(
        revision__article=revision.article, revision__language=revision.language
    ).select_related("revision", "made_by")
    rows = []
    for link in links.order_by("-pk")[:LINKS_SHOWN]:
        link.revision.article = revision.article
        link.is_ended = link.is_open and previews.is_on_the_site(link.revision)
        rows.append((link, link.is_open and not link.is_ended and previews.address_of(link)))
    return rows


def _languages_with_text(article):
    written = set(Revision.objects.filter(article=article).values_list("language", flat=True))
    return [language for language in languages_of_editor() if language in written]


def _address(revision, view="articles_article_preview"):
    url = reverse(f"admin:{view}", args=[revision.article_id, revision.language])
    return f"{url}?{urlencode({'revision': revision.number})}"
