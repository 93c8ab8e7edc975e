from django import forms
from django.contrib import admin
from django.contrib.admin import StackedInline
from django.utils.translation import gettext_lazy as _

from organizations.admin import NAMES_ARE_KEPT, OtherNamesAdmin
from organizations.models import Organization
from portal.bilingual.admin import BilingualInline, BilingualRows, PermanentAddressAdmin
from portal.bilingual.loaded_choice import CarefulAutocompletes, CarefulChoices

from .models import Commitment, Partnership, PartnershipAlias, Party, Signatory, Source


class PartyInline(BilingualInline):
    model = Party
    fields = ["organization", "role", "position"]
    autocomplete_fields = ["organization"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("organization")


class SignatoryInline(BilingualInline):
    model = Signatory
    fields = ["person", "organization", "office_ar", "office_en"]
    autocomplete_fields = ["person", "organization"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("person", "organization")


class CommitmentForm(forms.ModelForm):
    """An announced item of a draft, with who announced to do it."""

    announced_by = CarefulChoices(
        Organization.objects.unmerged(),
        required=False,
        label=_("who announced to do it"),
        help_text=_("Empty: not named."),
        widget=CarefulAutocompletes(Commitment._meta.get_field("owners"), admin.site),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["announced_by"] = [owner.pk for owner in self.instance.owners.all()]

    def _save_m2m(self):
        super()._save_m2m()
        if "announced_by" in self.changed_data:
            self.instance.owners.set(self.cleaned_data["announced_by"])


class CommitmentInline(BilingualRows, StackedInline):
    model = Commitment
    form = CommitmentForm
    fieldsets = [
        (None, {"fields": [("statement_ar", "statement_en"), "nature", "announced_by"]}),
        (_("Target"), {"fields": [("target_value", "target_is_minimum"), ("unit_ar", "unit_en")]}),
        (
            _("Date"),
            {
                "fields": [
                    ("due_text_ar", "due_text_en"),
                    ("due_earliest", "due_latest"),
                    ("due_condition_ar", "due_condition_en"),
                ]
            },
        ),
    ]


class SourceInline(BilingualRows, StackedInline):
    model = Source
    fields = [
        "kind",
        ("title_ar", "title_en"),
        ("publisher_ar", "publisher_en"),
        "url",
        ("published_on", "published_precision", "read_on"),
        "origin",
    ]


class PartnershipAliasInline(BilingualInline):
    model = PartnershipAlias
    fields = ["language", "name", "kind", "is_ambiguous"]


@admin.register(PartnershipAlias)
class PartnershipAliasAdmin(OtherNamesAdmin):
    of = "partnership"


@admin.register(Partnership)
class PartnershipAdmin(PermanentAddressAdmin):
    """Entries of the ledger: each has a number for good, and none is deleted."""

    fieldsets = [
        (
            _("Title"),
            {
                "fields": ["number", ("title_ar", "title_en"), "slug", ("summary_ar", "summary_en")],
                "description": NAMES_ARE_KEPT,
            },
        ),
        (_("What the parties say"), {"fields": [("kind", "status")]}),
        (_("Where"), {"fields": [("place_ar", "place_en"), ("event_ar", "event_en")]}),
        (
            _("Dates"),
            {
                "fields": [
                    ("announced_on", "announced_precision"),
                    ("signed_on", "signed_precision"),
                    ("held_on", "held_precision"),
                ],
                "description": _("Say how much of each date is known; the unknown rest is its first day."),
            },
        ),
    ]
    readonly_fields = ["number"]
    inlines = [PartyInline, SignatoryInline, CommitmentInline, SourceInline, PartnershipAliasInline]
    list_display = ["number", "title_ar", "title_en", "kind", "status"]
    list_display_links = ["number", "title_ar", "title_en"]
    list_filter = ["kind", "status", "is_demo"]
    search_fields = ["title_ar", "title_en", "slug"]
    ordering = ["-number"]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["title_en"]}

    def has_delete_permission(self, request, obj=None):
        return False
