"""The list of articles: what it shows of each, and how it is narrowed."""

from django.contrib import admin
from django.db.models import TextChoices
from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy

from articles.enums import WAITING_STAGES, Act, Stage, State
from articles.models import LogEntry, Revision
from portal.bilingual.admin import languages_of_editor
from portal.bilingual.languages import direction
from portal.careful_list import KeysFirst

from .bulk import BulkActionsAdmin
from .headline_search import HeadlineSearch
from .state_tag import standing


class Changes(TextChoices):
    """What is asked of a language beside its ``State`` and ``Stage``."""

    UNSEEN = "changes", gettext_lazy("newer draft unpublished")


class StateFilter(admin.SimpleListFilter):
    """Where one language of an article stands; each subclass names its language."""

    def lookups(self, request, model_admin):
        first, rest = State.choices[:2], State.choices[2:]
        return [*first, *((stage, stage.label) for stage in WAITING_STAGES), *rest, *Changes.choices]

    def queryset(self, request, articles):
        if self.value() in WAITING_STAGES:
            return articles.in_stage(self.language, self.value())
        if self.value() in State.values:
            return articles.in_state(self.language, self.value())
        if self.value() == Changes.UNSEEN:
            return articles.with_changes(self.language)
        return articles


class ArabicStateFilter(StateFilter):
    title = gettext_lazy("state in Arabic")
    parameter_name = "state_ar"
    language = "ar"


class EnglishStateFilter(StateFilter):
    title = gettext_lazy("state in English")
    parameter_name = "state_en"
    language = "en"


class OwnFilter(admin.SimpleListFilter):
    title = gettext_lazy("begun by")
    parameter_name = "mine"

    def lookups(self, request, model_admin):
        return [("1", gettext_lazy("me"))]

    def queryset(self, request, articles):
        return articles.filter(made_by=request.user) if self.value() == "1" else articles


class TopicFilter(admin.RelatedFieldListFilter):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.empty_value_display = gettext_lazy("without a topic")


class ArticleChangeList(KeysFirst):
    """Gives each row shown its newest revisions, and which of them were sent back. Two queries more."""

    def get_results(self, request):
        super().get_results(request)
        self.result_list = articles = list(self.result_list)
        columns = ("article", "language", "number", "headline", "stage", "published_at", "made_at")
        newest = {}
        for revision in Revision.objects.newest_ones().filter(article__in=articles).only(*columns):
            newest.setdefault(revision.article_id, {})[revision.language] = revision
        returned = _sent_back([text for texts in newest.values() for text in texts.values()])
        for article in articles:
            article.newest, article.returned = newest.get(article.pk, {}), returned


class ArticleListAdmin(BulkActionsAdmin, HeadlineSearch):
    list_display = ["headlines", "states", "kind", "topic", "begun_by", "last_change"]
    list_filter = [
        ArabicStateFilter,
        EnglishStateFilter,
        OwnFilter,
        "kind",
        ("topic", TopicFilter),
        "is_demo",
    ]
    list_select_related = ["topic", "made_by"]
    ordering = ["-pk"]
    article_column = "pk"

    def get_queryset(self, request):
        return super().get_queryset(request).with_newest_headlines()

    def get_changelist(self, request, **kwargs):
        return ArticleChangeList

    def changelist_view(self, request, extra_context=None):
        """Without the bar beside it, as the form: its columns need the width."""
        return super().changelist_view(request, {"is_nav_sidebar_enabled": False} | (extra_context or {}))

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
        rows = [
            (_standing(article, language), _moment(article, language)) for language in languages_of_editor()
        ]
        return format_html_join("", '<div class="standing">{} <span>{}</span></div>', rows)

    @admin.display(description=gettext_lazy("begun by"), empty_value="")
    def begun_by(self, article):
        return article.made_by and format_html("<bdi>{}</bdi>", article.made_by)

    @admin.display(description=gettext_lazy("last change"))
    def last_change(self, article):
        """When a text of it was last saved."""
        moment = max((text.made_at for text in article.newest.values()), default=article.made_at)
        return _shown(moment)


def _sent_back(texts):
    """The keys of those that went back to their writer and were not saved or sent since."""
    drafts = [text.pk for text in texts if text.published_at is None and text.stage == Stage.DRAFT]
    entries = LogEntry.objects.filter(act=Act.SENT_BACK, revision__in=drafts)
    return set(entries.values_list("revision", flat=True))


def _newest_headline(article, language):
    return getattr(article, f"newest_headline_{language}") or getattr(article, f"headline_{language}")


def _standing(article, language):
    newest = article.newest.get(language)
    return standing(article, language, newest, is_returned=bool(newest) and newest.pk in article.returned)


def _moment(article, language):
    """Since when it is published, or when it will be."""
    moment = getattr(article, f"published_at_{language}")
    return _shown(moment) if moment else ""


def _shown(moment):
    return format_date(timezone.localtime(moment), "j F Y H:i")
