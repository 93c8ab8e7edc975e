"""The page of an unpublished revision, made of the very template and context that readers will get.

Nothing here may be kept or found: every answer says ``no-store`` and ``noindex``. The page is rendered at
once and is no TemplateResponse, so ``PublicPageMiddleware`` can't take it for a public page.
"""

from http import HTTPStatus

from django.core.files.storage import default_storage
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from articles import previews
from articles.media import file_response
from articles.models import Revision
from articles.richtext import with_players
from articles.views import detail_context
from portal.bilingual.alternates import Page
from portal.bilingual.languages import other


@require_safe
def preview(request, token):
    """What a preview link shows: the revision, the live page once it is out, or that the link has ended."""
    link = _found(token)
    revision = link.revision
    if previews.is_on_the_site(revision):
        return _unseen(HttpResponseRedirect(revision.article.url_in(revision.language)))
    if not previews.opens(link):
        return _closed(request, revision.language)
    response = render_revision(request, revision, "articles/preview_detail.html", link=link)
    response.content = _with_pictures_of_link(response.content, revision, token)
    return response


@require_safe
def preview_picture(request, token, name):
    """A picture of a previewed page. The link opens the files of its own revision and no others."""
    link = _found(token)
    if not previews.opens(link) or name not in previews.pictures_of(link.revision):
        raise Http404(name)
    return _unseen(file_response(name, is_public=False))


def render_revision(request, revision: Revision, template="articles/article_detail.html", **more):
    """The revision in its own language, whatever the language of the request is."""
    language = revision.language
    with translation.override(language):
        article = previews.as_published(revision)
        context = detail_context(article, language, _page_of(article, language))
        response = with_players(render(request, template, context | more), article.parts)
        return _unseen(response, language)


def _page_of(article, language):
    """A page without an address: the switch leads to the other edition only if readers have it now."""
    elsewhere = other(language)
    switch_url = article.url_in(elsewhere) if article.is_live_in(elsewhere) else ""
    return Page(language=language, switch_url=switch_url, is_indexed=False)


def _found(token):
    link = previews.find(token)
    if link is None:
        raise Http404("no such preview")
    return link


def _closed(request, language):
    with translation.override(language):
        context = {"page": Page.at("home", language, is_indexed=False)}
        response = render(request, "articles/preview_closed.html", context, status=HTTPStatus.GONE)
    return _unseen(response, language)


def _with_pictures_of_link(content, revision, token):
    """Pictures that aren't public yet are asked for under the link, which is all that its holder has."""
    for name in previews.pictures_of(revision):
        own = reverse("preview_picture", args=[token, name])
        content = content.replace(default_storage.url(name).encode(), own.encode())
    return content


def _unseen(response, language=None):
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, noarchive"
    # The address is the key: it must not travel to the pages that the text links to.
    response["Referrer-Policy"] = "no-referrer"
    if language:
        response["Content-Language"] = language
    return response
