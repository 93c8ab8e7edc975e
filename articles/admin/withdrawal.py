"""The page that asks for the public reason before one language of articles is withdrawn."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles import workflow
from articles.enums import Act
from articles.forms import WithdrawalForm
from articles.models import Article
from articles.rights import Right, may
from portal.bilingual.admin import language_name
from portal.bilingual.languages import LANGUAGES

from .chosen import chosen_articles, say_done, way_back
from .publication import say_why_not


def withdraw_view(request, language):
    """Withdraw the articles named by ``ids`` in one language, all for the same reason."""
    if language not in LANGUAGES:
        raise Http404(language)
    articles = chosen_articles(request)
    if not all(may(request.user, Right.WITHDRAW, article, language) for article in articles):
        raise PermissionDenied
    form = WithdrawalForm(request.POST or None, language=language)
    if request.method == "POST" and form.is_valid():
        _withdraw(request, articles, language, form.cleaned_data["reason"])
        return HttpResponseRedirect(way_back(articles))
    if not any(article.is_live_in(language) for article in articles):
        messages.warning(request, _("Nothing of this is published in this language."))
        return HttpResponseRedirect(way_back(articles))
    return TemplateResponse(
        request, "admin/articles/article/withdraw.html", _context(request, articles, language, form)
    )


def _context(request, articles, language, form):
    return {
        **admin.site.each_context(request),
        "title": _("Withdraw in %(language)s") % {"language": language_name(language)},
        "opts": Article._meta,
        "headlines": [article.name_in(language) for article in articles if article.is_live_in(language)],
        "skipped": [article for article in articles if not article.is_live_in(language)],
        "form": form,
        "language": language,
        "way_back": way_back(articles),
    }


@transaction.atomic
def _withdraw(request, articles, language, reason):
    done = []
    for article in articles:
        try:
            workflow.withdraw(article, language, by=request.user, reason=reason)
        except workflow.WorkflowError as error:
            say_why_not(request, article, language, " ".join(error.messages))
        else:
            done.append(article)
    say_done(request, Act.WITHDREW, language, done)
