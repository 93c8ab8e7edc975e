"""What was written and what was done: to be read, never to be changed."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.models import LogEntry, Revision
from articles.rights import readable
from portal.bilingual.languages import direction
from portal.careful_list import CarefulList, KeysFirst

from .headline_search import HeadlineSearch


class ReadOnlyAdmin(HeadlineSearch, CarefulList):
    """Rows that tell of articles: those that the person may read."""

    list_per_page = 50
    show_full_result_count = False
    ordering = ["-pk"]

    def get_queryset(self, request):
        return readable(request.user, super().get_queryset(request), via="article__")

    def get_changelist(self, request, **kwargs):
        return KeysFirst

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    fields = ["article", "language", "number", "own_headline", "slug", "standfirst", "body", "place"]
    fields += ["source_name", "source_url", "author", "made_at", "is_minor", "note", "published_at"]
    readonly_fields = ["own_headline"]
    list_display = ["own_headline", "language", "number", "author", "made_at", "published_at"]
    list_filter = ["language"]
    list_select_related = ["author"]

    @admin.display(description=_("headline"), ordering="headline")
    def own_headline(self, revision):
        language = revision.language
        return format_html(
            '<bdi lang="{}" dir="{}">{}</bdi>', language, direction(language), revision.headline
        )


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnlyAdmin):
    list_display = ["at", "act", "language", "article", "by", "note"]
    list_filter = ["act", "language"]
    list_select_related = ["article", "by"]
