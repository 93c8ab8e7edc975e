"""The list of articles: what it shows of each, and how it is narrowed."""

from django.contrib import admin
from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy

from articles.enums import State
from articles.models import Revision
from portal.bilingual.admin import languages_of_editor
from portal.bilingual.languages import direction

from .bulk import BulkActionsAdmin
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


class ArticleListAdmin(BulkActionsAdmin):
    list_display = ["headlines", "states", "kind", "topic"]
    list_filter = [ArabicStateFilter, EnglishStateFilter, "kind", "topic", "made_at", "is_demo"]
    list_select_related = ["topic"]
    #: Columns of the revisions, in which ``get_search_results`` looks.
    search_fields = ["headline", "slug"]
    search_help_text = gettext_lazy("Search the headlines and addresses in both languages")
    ordering = ["-pk"]

    def get_queryset(self, request):
        return super().get_queryset(request).with_newest_headlines()

    def get_search_results(self, request, articles, search_term):
        """Look through the revisions alone: what is live is a copy of one of them.

        Joined to the articles, as the admin would do it, the search of a large archive takes seconds.
        """
        if not search_term:
            return articles, False
        found, _has_duplicates = super().get_search_results(request, Revision.objects.all(), search_term)
        return articles.filter(pk__in=found.values("article")), False

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
