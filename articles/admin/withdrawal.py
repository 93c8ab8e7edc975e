"""The page that asks for the public reason before one language of articles is withdrawn."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles import workflow
from articles.forms import WithdrawalForm
from articles.models import Article
from articles.rights import Right, may, readable
from portal.bilingual.admin import language_name
from portal.bilingual.languages import LANGUAGES

from .publication import say_why_not

MOST_AT_ONCE = 200


def withdraw_view(request, language):
    """Withdraw the articles named by ``ids`` in one language, all for the same reason."""
    if language not in LANGUAGES:
        raise Http404(language)
    articles = _asked_for(request)
    if not all(may(request.user, Right.WITHDRAW, article, language) for article in articles):
        raise PermissionDenied
    form = WithdrawalForm(request.POST or None, language=language)
    if request.method == "POST" and form.is_valid():
        _withdraw(request, articles, language, form.cleaned_data["reason"])
        return HttpResponseRedirect(_way_back(articles))
    if not any(article.is_live_in(language) for article in articles):
        messages.warning(request, _("Nothing of this is published in this language."))
        return HttpResponseRedirect(_way_back(articles))
    return TemplateResponse(
        request, "admin/articles/article/withdraw.html", _context(request, articles, language, form)
    )


def _context(request, articles, language, form):
    return {
        **admin.site.each_context(request),
        "title": _("Withdraw in %(language)s") % {"language": language_name(language)},
        "opts": Article._meta,
        "articles": [article for article in articles if article.is_live_in(language)],
        "skipped": [article for article in articles if not article.is_live_in(language)],
        "form": form,
        "language": language,
        "way_back": _way_back(articles),
    }


def _asked_for(request):
    ids = request.GET.get("ids", "").split(",")
    wanted = [int(pk) for pk in ids[:MOST_AT_ONCE] if pk.isascii() and pk.isdecimal() and len(pk) < 19]
    articles = Article.objects.with_newest_headlines().filter(pk__in=wanted).order_by("-pk")
    articles = list(readable(request.user, articles))
    if not articles:
        raise Http404
    return articles


@transaction.atomic
def _withdraw(request, articles, language, reason):
    for article in articles:
        try:
            workflow.withdraw(article, language, by=request.user, reason=reason)
        except workflow.WorkflowError as error:
            say_why_not(request, article, language, " ".join(error.messages))
        else:
            messages.success(request, format_html("{} <bdi>{}</bdi>", _("Withdrawn:"), article))


def _way_back(articles):
    if len(articles) == 1:
        return reverse("admin:articles_article_change", args=[articles[0].pk])
    return reverse("admin:articles_article_changelist")
