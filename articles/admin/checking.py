"""The button that says of a translation that it is up to date as it stands."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import workflow
from articles.models import Article, Revision
from articles.rights import may_read
from portal.bilingual.admin import language_name
from portal.bilingual.languages import LANGUAGES, other
from portal.careful_list import is_id


@require_POST
def check_view(request, pk, language):
    """Mark the text ``revision=`` as saying what ``against=``, of the other language, says; both are numbers.

    Leads back to ``next=`` or to the article's form.
    """
    if language not in LANGUAGES:
        raise Http404(language)
    article = get_object_or_404(Article, pk=pk)
    if not may_read(request.user, article):
        raise PermissionDenied
    revision = _numbered(article, language, request.POST.get("revision", ""))
    against = _numbered(article, other(language), request.POST.get("against", ""))
    try:
        workflow.check(revision, by=request.user, against=against)
    except workflow.WorkflowError as error:
        messages.error(request, " ".join(error.messages))
    else:
        told = _("The text in %(language)s is marked as current.")
        messages.success(request, told % {"language": language_name(language)})
    return HttpResponseRedirect(_way_back(request, article))


def _numbered(article, language, number):
    if not is_id(number) or len(number) > 9:
        raise Http404("no number")
    return get_object_or_404(Revision, article=article, language=language, number=int(number))


def _way_back(request, article):
    address = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if is_ours else reverse("admin:articles_article_change", args=[article.pk])
