"""The list of entries, and how it is narrowed."""

from django.contrib import admin
from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organizations.partnerships.models import Partnership, Party
from portal.bilingual.admin import PermanentAddressAdmin
from portal.careful_list import MOST_WORDS
from portal.index import Kind, editors

from .drafts import may_work
from .words import both


class Standing(TextChoices):
    """What becomes of an entry in public."""

    DRAFT = "draft", pgettext_lazy("entry", "draft")
    RECORDED = "recorded", pgettext_lazy("entry", "on the record")
    REDACTED = "redacted", pgettext_lazy("entry", "redacted")


class StandingFilter(admin.SimpleListFilter):
    title = pgettext_lazy("of an entry", "state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return Standing.choices

    def queryset(self, request, entries):
        if self.value() == Standing.DRAFT:
            return entries.filter(recorded_at=None)
        if self.value() == Standing.RECORDED:
            return entries.filter(recorded_at__isnull=False, redaction=None)
        if self.value() == Standing.REDACTED:
            return entries.filter(redaction__isnull=False)
        return entries


class EntryListAdmin(PermanentAddressAdmin):
    list_display = ["number", "headlines", "kind", "status", "state"]
    list_display_links = ["number", "headlines"]
    list_filter = [StandingFilter, "kind", "status", "is_demo"]
    search_fields = ["title_ar__spelled", "title_en", "slug"]
    ordering = ["-number"]

    def get_queryset(self, request):
        """Drafts are for those who work on the ledger."""
        entries = super().get_queryset(request)
        return entries if may_work(request.user) else entries.filter(recorded_at__isnull=False)

    def get_search_results(self, request, queryset, search_term):
        """By title or address; of what is on the record by any word and by whom it names, too.

        Drafts are in no index: of them by their summary, and by the parties.
        """
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if not search_term:
            return found, may_repeat
        pks = editors.find_named(Kind.PARTNERSHIP, search_term)
        if "term" not in request.GET:
            pks |= editors.find(Kind.PARTNERSHIP, search_term).pks
            found |= queryset.filter(pk__in=_drafts_that_say(search_term))
        return found | queryset.filter(pk__in=pks), may_repeat

    def get_actions(self, request):
        """None: what is on the record is changed entry by entry, each with its reason."""
        return {}

    class Media:
        css = {"all": ["admin/portal/ledger.css"]}

    @admin.display(description=_("title"))
    def headlines(self, entry):
        return both(entry, "title")

    @admin.display(description=pgettext_lazy("of an entry", "state"))
    def state(self, entry):
        return state_of(entry).label


def _drafts_that_say(typed):
    drafts = Partnership.objects.filter(recorded_at=None).order_by()
    said = Q()
    for word in typed.split()[:MOST_WORDS]:
        said &= Q(summary_ar__spelled=word) | Q(summary_en__spelled=word)
    named = editors.find_named(Kind.ORGANIZATION, typed)
    with_party = Party.objects.filter(organization__in=named, partnership__in=drafts).order_by()
    return drafts.filter(said | Q(pk__in=with_party.values("partnership"))).values("pk")


def state_of(entry) -> Standing:
    if entry.is_redacted:
        return Standing.REDACTED
    return Standing.RECORDED if entry.recorded_at else Standing.DRAFT
