"""The list of articles: what it shows of each, how it is narrowed, what is done to many at once."""

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.template.defaultfilters import date as format_date
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.enums import State
from articles.models import Revision
from portal.bilingual.admin import languages_of_editor
from portal.bilingual.languages import direction
from portal.careful_list import KeysFirst

from .headline_search import HeadlineSearch
from .publication import publish_or_say_why
from .state_tag import SHORT_NAMES, STATE_TAG


class StateFilter(admin.SimpleListFilter):
    """Where one language of an article stands; each subclass names its language."""

    def lookups(self, request, model_admin):
        return State.choices

    def queryset(self, request, articles):
        if self.value() not in State.values:
            return articles
        return articles.in_state(self.language, self.value())


class ArabicStateFilter(StateFilter):
    title = gettext_lazy("state in Arabic")
    parameter_name = "state_ar"
    language = "ar"


class EnglishStateFilter(StateFilter):
    title = gettext_lazy("state in English")
    parameter_name = "state_en"
    language = "en"


class ArticleListAdmin(HeadlineSearch):
    list_display = ["headlines", "states", "kind", "topic"]
    list_filter = [ArabicStateFilter, EnglishStateFilter, "kind", "topic", "is_demo"]
    list_select_related = ["topic"]
    ordering = ["-pk"]
    article_column = "pk"
    actions = ["publish_in_arabic", "publish_in_english", "withdraw_in_arabic", "withdraw_in_english"]

    def get_queryset(self, request):
        return super().get_queryset(request).with_newest_headlines()

    def get_changelist(self, request, **kwargs):
        return KeysFirst

    @admin.display(description=gettext_lazy("headline"))
    def headlines(self, article):
        """Both headlines, the editor's own language first; drafts too."""
        found = [(language, _newest_headline(article, language)) for language in languages_of_editor()]
        lines = [(code, direction(code), headline) for code, headline in found if headline]
        markup = format_html_join("", '<bdi class="headline" lang="{}" dir="{}">{}</bdi>', lines)
        return markup or str(article)

    @admin.display(description=gettext_lazy("state"))
    def states(self, article):
        """Where each language stands, and since when or until when."""
        rows = [_state_row(article, language) for language in languages_of_editor()]
        return format_html_join("", f'<div class="standing">{STATE_TAG} <span>{{}}</span></div>', rows)

    def has_publish_permission(self, request):
        return request.user.has_perm("articles.publish_article")

    def has_withdraw_permission(self, request):
        return request.user.has_perm("articles.withdraw_article")

    @admin.action(description=gettext_lazy("Publish in Arabic"), permissions=["publish"])
    def publish_in_arabic(self, request, articles):
        self._publish(request, articles, "ar")

    @admin.action(description=gettext_lazy("Publish in English"), permissions=["publish"])
    def publish_in_english(self, request, articles):
        self._publish(request, articles, "en")

    @admin.action(description=gettext_lazy("Withdraw in Arabic…"), permissions=["withdraw"])
    def withdraw_in_arabic(self, request, articles):
        return _ask_for_reason(articles, "ar")

    @admin.action(description=gettext_lazy("Withdraw in English…"), permissions=["withdraw"])
    def withdraw_in_english(self, request, articles):
        return _ask_for_reason(articles, "en")

    def _publish(self, request, articles, language):
        done = 0
        for article in articles:
            newest = Revision.objects.newest(article, language)
            done += publish_or_say_why(request, article, language, newest)
        if done:
            message = _("Published: %(count)d.") % {"count": done}
            self.message_user(request, message, messages.SUCCESS)


def _ask_for_reason(articles, language):
    url = reverse("admin:articles_article_withdraw", args=[language])
    ids = ",".join(str(pk) for pk in articles.values_list("pk", flat=True))
    return HttpResponseRedirect(f"{url}?{urlencode({'ids': ids})}")


def _newest_headline(article, language):
    return getattr(article, f"newest_headline_{language}") or getattr(article, f"headline_{language}")


def _state(article, language):
    return State(article.state_in(language)) if _newest_headline(article, language) else State.MISSING


def _state_row(article, language):
    state = _state(article, language)
    return state, SHORT_NAMES[language], state.label, _moment(getattr(article, f"published_at_{language}"))


def _moment(moment):
    if moment is None:
        return ""
    return format_date(timezone.localtime(moment), "j F Y H:i")
