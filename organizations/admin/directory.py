"""Organisations and people: their forms, which ask about names that are known, and their lists."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from organizations.forms import RecordForm
from organizations.merging import may_merge
from organizations.models import Alias, Organization, Person, PersonAlias, Position
from portal.bilingual.admin import BilingualInline, PermanentAddressAdmin
from portal.index import Kind, editors

from .merging import merge_urls
from .names import NAMES_ARE_KEPT

NAME_SEARCH = ["name_ar__spelled", "name_en", "slug", "aliases__name__spelled"]


class MergedFilter(admin.SimpleListFilter):
    """What was merged into another record is in no list unless it is asked for."""

    title = _("merging")
    parameter_name = "is_merged"

    def lookups(self, request, model_admin):
        return [("yes", _("Merged into others"))]

    def choices(self, changelist):
        standing, merged = super().choices(changelist)
        return [standing | {"display": _("In the directory")}, merged]

    def queryset(self, request, queryset):
        return queryset.exclude(merged_into=None) if self.value() == "yes" else queryset.unmerged()


class AliasInline(BilingualInline):
    model = Alias
    fields = ["language", "name", "kind", "is_ambiguous"]


class PersonAliasInline(BilingualInline):
    model = PersonAlias
    fields = ["language", "name", "kind", "is_ambiguous"]


class PositionInline(BilingualInline):
    model = Position
    fields = ["organization", "title_ar", "title_en", "stated_year", "started_on", "ended_on"]
    autocomplete_fields = ["organization"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("organization", "person")


class DirectoryAdmin(PermanentAddressAdmin):
    form = RecordForm
    change_form_template = "admin/organizations/record_change_form.html"
    #: What the index calls these records.
    kind: Kind

    class Media:
        css = {"all": ["admin/portal/merging.css"]}

    def get_urls(self):
        return [*merge_urls(self), *super().get_urls()]

    def get_search_results(self, request, queryset, search_term):
        """By any name in either script, however it is spelled; the list also by the words of a description.

        A picker offers no record that was merged into another; the list has its own filter.
        """
        is_picker = request.resolver_match and request.resolver_match.url_name == "autocomplete"
        if is_picker:
            queryset = queryset.unmerged()
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if not search_term:
            return found, may_repeat
        pks = editors.find_named(self.kind, search_term)
        if not is_picker:
            pks |= editors.find(self.kind, search_term).pks
        return found | queryset.filter(pk__in=pks), may_repeat

    def has_change_permission(self, request, obj=None):
        """A record that was merged is there for its address alone."""
        return super().has_change_permission(request, obj) and not _is_merged(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not _is_merged(obj)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.save_differences()

    def render_change_form(self, request, context, **more):
        record = context["original"]
        context["can_merge"] = record is not None and not _is_merged(record) and may_merge(request.user)
        return super().render_change_form(request, context, **more)


def _is_merged(record):
    return record is not None and record.merged_into_id is not None


@admin.register(Organization)
class OrganizationAdmin(DirectoryAdmin):
    kind = Kind.ORGANIZATION
    fieldsets = [
        (
            _("Name"),
            {
                "fields": [("name_ar", "name_en"), ("short_name_ar", "short_name_en"), "slug"],
                "description": NAMES_ARE_KEPT,
            },
        ),
        (_("What it is"), {"fields": ["kind", "country", "parent", ("seat_ar", "seat_en")]}),
        (_("Description"), {"fields": [("description_ar", "description_en")]}),
        (_("Elsewhere"), {"fields": ["website", "wikidata"]}),
    ]
    autocomplete_fields = ["parent"]
    inlines = [AliasInline]
    list_display = ["name_ar", "name_en", "slug", "kind", "country"]
    list_filter = ["kind", "country", "is_demo", MergedFilter]
    search_fields = [*NAME_SEARCH, "short_name_ar__spelled", "short_name_en"]
    ordering = ["slug"]  # not translated: Organization.slug


@admin.register(Person)
class PersonAdmin(DirectoryAdmin):
    kind = Kind.PERSON
    fieldsets = [
        (_("Name"), {"fields": [("name_ar", "name_en"), "slug"], "description": NAMES_ARE_KEPT}),
        (_("Biography"), {"fields": [("biography_ar", "biography_en")]}),
    ]
    inlines = [PositionInline, PersonAliasInline]
    list_display = ["name_ar", "name_en", "slug"]
    list_filter = ["is_demo", MergedFilter]
    search_fields = NAME_SEARCH
    ordering = ["slug"]  # not translated: Person.slug
