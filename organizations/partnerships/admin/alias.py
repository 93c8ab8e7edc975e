"""By which other names texts may call an entry: the one thing of it that isn't part of the record."""

from django.contrib import admin

from organizations.admin import OtherNamesAdmin
from organizations.partnerships.models import PartnershipAlias
from portal.bilingual.languages import LANGUAGES


@admin.register(PartnershipAlias)
class PartnershipAliasAdmin(OtherNamesAdmin):
    """Written with a draft, or here for an entry on the record; by those who work in the language."""

    of = "partnership"
    fields = ["partnership", "language", "name", "kind", "is_ambiguous"]
    autocomplete_fields = ["partnership"]
    list_display_links = ["name"]

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        if db_field.name == "language":
            held = [choice for choice in db_field.choices if request.user.holds(choice[0])]
            kwargs["choices"] = [("", "---------"), *held]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def has_add_permission(self, request):
        return self._has(request, "add") and any(map(request.user.holds, LANGUAGES))

    def has_change_permission(self, request, obj=None):
        return self._has(request, "change") and self._is_held(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self._has(request, "delete") and self._is_held(request, obj)

    def get_actions(self, request):
        """None: rows of a language that somebody doesn't hold could be among the chosen."""
        return {}

    def _has(self, request, act):
        return request.user.has_perm(f"partnerships.{act}_partnershipalias")

    def _is_held(self, request, obj):
        return obj is None or request.user.holds(obj.language)
