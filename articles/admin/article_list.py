"""The list of articles: what it shows of each, and how it is narrowed."""

from django.contrib import admin
from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy

from articles.enums import WAITING_STAGES, Stage, State
from portal.bilingual.admin import languages_of_editor
from portal.bilingual.languages import direction
from portal.careful_list import KeysFirst

from .bulk import BulkActionsAdmin
from .headline_search import HeadlineSearch
from .state_tag import SHORT_NAMES, STATE_TAG


class StateFilter(admin.SimpleListFilter):
    """Where one language of an article stands; each subclass names its language."""

    def lookups(self, request, model_admin):
        first, rest = State.choices[:2], State.choices[2:]
        return [*first, *((stage, stage.label) for stage in WAITING_STAGES), *rest]

    def queryset(self, request, articles):
        if self.value() in WAITING_STAGES:
            return articles.in_stage(self.language, self.value())
        if self.value() in State.values:
            return articles.in_state(self.language, self.value())
        return articles


class ArabicStateFilter(StateFilter):
    title = gettext_lazy("state in Arabic")
    parameter_name = "state_ar"
    language = "ar"


class EnglishStateFilter(StateFilter):
    title = gettext_lazy("state in English")
    parameter_name = "state_en"
    language = "en"


class ArticleListAdmin(BulkActionsAdmin, HeadlineSearch):
    list_display = ["headlines", "states", "kind", "topic"]
    list_filter = [ArabicStateFilter, EnglishStateFilter, "kind", "topic", "is_demo"]
    list_select_related = ["topic"]
    ordering = ["-pk"]
    article_column = "pk"

    def get_queryset(self, request):
        return super().get_queryset(request).with_newest_headlines().with_stages()

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
        rows = [(_tags(article, language), _moment(article, language)) for language in languages_of_editor()]
        return format_html_join("", '<div class="standing">{} <span>{}</span></div>', rows)


def _newest_headline(article, language):
    return getattr(article, f"newest_headline_{language}") or getattr(article, f"headline_{language}")


def _state(article, language):
    return State(article.state_in(language)) if _newest_headline(article, language) else State.MISSING


def _tags(article, language):
    """What readers see of it, and how far a text has come that they don't see."""
    state, waiting = _state(article, language), getattr(article, f"waiting_{language}")
    shown = [] if waiting and state == State.DRAFT else [state]
    shown += [Stage(waiting)] if waiting else []
    return format_html_join(" ", STATE_TAG, [(tag, SHORT_NAMES[language], tag.label) for tag in shown])


def _moment(article, language):
    """Since when it is published, or when it will be."""
    moment = getattr(article, f"published_at_{language}")
    return format_date(timezone.localtime(moment), "j F Y H:i") if moment else ""
