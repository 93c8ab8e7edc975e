from django.contrib import admin
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from organizations.models import Alias, PersonAlias, WordFamily
from portal.bilingual.admin import BilingualAdmin
from portal.bilingual.languages import LANGUAGES


def _say_where_names_are_kept():
    words = gettext("Texts may name it in other ways: add them below. All other names and word families:")
    address = reverse("admin:organizations_wordfamily_changelist")
    return format_html('{} <a href="{}">{}</a>', words, address, gettext("names and words"))


#: Stands above the names of a record.
NAMES_ARE_KEPT = lazy(_say_where_names_are_kept, SafeString)()


#: The lists of names and words, by the names of their addresses.
NAMES_LISTS = {
    "organizations_wordfamily": _("word families"),
    "organizations_alias": _("other names of organisations"),
    "organizations_personalias": _("other names of people"),
    "partnerships_partnershipalias": _("other names of entries"),
}


class NamesAdmin(BilingualAdmin):
    """One of the lists of names and words: each leads to the others."""

    change_list_template = "admin/organizations/names_change_list.html"
    ordering = ["pk"]

    class Media:
        css = {"all": ["admin/portal/names.css"]}

    def changelist_view(self, request, extra_context=None):
        addresses = [(label, reverse(f"admin:{name}_changelist")) for name, label in NAMES_LISTS.items()]
        lists = [
            {"label": label, "address": address, "is_current": address == request.path}
            for label, address in addresses
        ]
        return super().changelist_view(request, {**(extra_context or {}), "names_lists": lists})


@admin.register(WordFamily)
class WordFamilyAdmin(NamesAdmin):
    """Whoever works in a language keeps its words."""

    fields = ["language", "words", "is_spelling"]
    list_display = ["words", "language", "is_spelling"]
    list_filter = ["language", "is_spelling"]
    search_fields = ["words__spelled"]

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "language":
            held = [choice for choice in db_field.choices if request.user.holds(choice[0])]
            kwargs["choices"] = [("", "---------"), *held]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def has_add_permission(self, request):
        return super().has_add_permission(request) and any(map(request.user.holds, LANGUAGES))

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self._is_held(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self._is_held(request, obj)

    def _is_held(self, request, obj):
        return obj is None or request.user.holds(obj.language)

    def get_actions(self, request):
        """None: rows of a language that somebody doesn't hold could be among the chosen."""
        return {}


class OtherNamesAdmin(NamesAdmin):
    """Read here, written with the record whose names they are; ``of`` is the column that leads there."""

    of = ""
    list_display = ["name", "named", "language", "kind", "is_ambiguous"]
    list_display_links = None
    list_filter = ["language", "kind", "is_ambiguous"]
    search_fields = ["name__spelled"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(self.of)

    @admin.display(description=_("whose name"))
    def named(self, alias):
        thing = getattr(alias, self.of)
        address = reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk])
        return format_html('<a href="{}"><bdi>{}</bdi></a>', address, thing)

    def has_module_permission(self, request):
        """Not on the admin's front page: the list of word families leads here."""
        return False

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Alias)
class AliasAdmin(OtherNamesAdmin):
    of = "organization"


@admin.register(PersonAlias)
class PersonAliasAdmin(OtherNamesAdmin):
    of = "person"
