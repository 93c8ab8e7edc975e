"""The list of entries, and how it is narrowed."""

from django.contrib import admin
from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from portal.bilingual.admin import PermanentAddressAdmin

from .drafts import may_work


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
    list_display = ["number", "title_ar", "title_en", "kind", "status", "state"]
    list_display_links = ["number", "title_ar", "title_en"]
    list_filter = [StandingFilter, "kind", "status", "is_demo"]
    search_fields = ["title_ar", "title_en", "slug"]
    ordering = ["-number"]

    def get_queryset(self, request):
        """Drafts are for those who work on the ledger."""
        entries = super().get_queryset(request)
        return entries if may_work(request.user) else entries.filter(recorded_at__isnull=False)

    def get_actions(self, request):
        """None: what is on the record is changed entry by entry, each with its reason."""
        return {}

    @admin.display(description=pgettext_lazy("of an entry", "state"))
    def state(self, entry):
        return state_of(entry).label


def state_of(entry) -> Standing:
    if entry.is_redacted:
        return Standing.REDACTED
    return Standing.RECORDED if entry.recorded_at else Standing.DRAFT
