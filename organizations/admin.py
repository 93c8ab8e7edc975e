from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from organizations.models import Alias, Organization, Person, PersonAlias, Position
from portal.bilingual.admin import BilingualInline, PermanentAddressAdmin

NAME_SEARCH = ["name_ar", "name_en", "slug", "aliases__name"]


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


@admin.register(Organization)
class OrganizationAdmin(PermanentAddressAdmin):
    fieldsets = [
        (_("Name"), {"fields": [("name_ar", "name_en"), ("short_name_ar", "short_name_en"), "slug"]}),
        (_("What it is"), {"fields": ["kind", "country", "parent", ("seat_ar", "seat_en")]}),
        (_("Description"), {"fields": [("description_ar", "description_en")]}),
        (_("Elsewhere"), {"fields": ["website", "wikidata"]}),
    ]
    autocomplete_fields = ["parent"]
    inlines = [AliasInline]
    list_display = ["name_ar", "name_en", "slug", "kind", "country"]
    list_filter = ["kind", "country", "is_demo"]
    search_fields = [*NAME_SEARCH, "short_name_ar", "short_name_en"]
    ordering = ["slug"]  # not translated: Organization.slug


@admin.register(Person)
class PersonAdmin(PermanentAddressAdmin):
    fields = [("name_ar", "name_en"), "slug", ("biography_ar", "biography_en")]
    inlines = [PositionInline, PersonAliasInline]
    list_display = ["name_ar", "name_en", "slug"]
    list_filter = ["is_demo"]
    search_fields = NAME_SEARCH
    ordering = ["slug"]  # not translated: Person.slug
