"""The articles chosen for one act: how the page that asks about it knows them, how they are named after."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.enums import Act
from articles.models import Article
from articles.rights import readable
from portal.bilingual.admin import language_name
from portal.careful_list import is_id

#: As many as an address can name, and as one person can answer for.
MOST_AT_ONCE = 100
MOST_NAMED = 5
DONE = {
    Act.SUBMITTED: gettext_lazy("Sent for review in %(language)s:"),
    Act.APPROVED: gettext_lazy("Approved in %(language)s:"),
    Act.PUBLISHED: gettext_lazy("Published in %(language)s:"),
    Act.WITHDREW: gettext_lazy("Withdrawn in %(language)s:"),
}


def are_too_many(request, articles):
    """Whether the choice is larger than what is done at once, and say so."""
    count = articles.count()
    if count <= MOST_AT_ONCE:
        return False
    numbers = {"most": MOST_AT_ONCE, "count": count}
    told = _("At most %(most)d articles at once; you chose %(count)d. Nothing was done.") % numbers
    messages.error(request, told)
    return True


def page_about(view, language, articles):
    """The address of the page that asks about these articles."""
    ids = ",".join(str(pk) for pk in articles.values_list("pk", flat=True))
    return f"{reverse(f'admin:articles_article_{view}', args=[language])}?{urlencode({'ids': ids}, safe=',')}"


def chosen_articles(request):
    """The articles that ``?ids=`` names, as far as the person may read them, the newest first."""
    ids = request.GET.get("ids", "").split(",")
    if len(ids) > MOST_AT_ONCE:
        raise Http404("too many")
    articles = Article.objects.with_newest_headlines().filter(pk__in=filter(is_id, ids)).order_by("-pk")
    articles = list(readable(request.user, articles))
    if not articles:
        raise Http404
    return articles


def way_back(articles):
    """To the form of the one article, or to the list."""
    if len(articles) == 1:
        return reverse("admin:articles_article_change", args=[articles[0].pk])
    return reverse("admin:articles_article_changelist")


def say_done(request, act, language, articles):
    """Name what was done, or count it where the names would fill the page."""
    if not articles:
        return
    label = DONE[act] % {"language": language_name(language)}
    messages.success(request, format_html("{} {}", label, _names(articles)))


def _names(articles):
    if len(articles) > MOST_NAMED:
        count = len(articles)
        return ngettext("%(count)d article", "%(count)d articles", count) % {"count": count}
    headlines = [(_("“%(headline)s”") % {"headline": article},) for article in articles]
    return format_html_join(_(", "), "<bdi>{}</bdi>", headlines)
