"""What was done to the ledger, by whom and when: to be read, never to be changed."""

from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from organizations.partnerships.models import Change, Partnership
from portal.bilingual.admin import BilingualAdmin, languages_of_editor
from portal.bilingual.languages import direction
from portal.careful_list import KeysFirst, is_id

from .addresses import entry_address
from .drafts import may_work


class EntryFilter(admin.SimpleListFilter):
    """One entry, where the address names it: the screen of an entry leads here."""

    title = _("entry")
    parameter_name = "entry"

    def lookups(self, request, model_admin):
        asked = request.GET.get(self.parameter_name, "")
        entry = Partnership.objects.filter(pk=asked).first() if is_id(asked) else None
        return [(asked, str(entry))] if entry else []

    def queryset(self, request, changes):
        return changes.filter(partnership=self.value()) if self.value() else changes


@admin.register(Change)
class ChangeAdmin(BilingualAdmin):
    """The journal of the ledger, proposals and what was declined included. Nobody writes it by hand."""

    fields = ["at", "act", "entry_of_it", "subject", "by", "note_ar", "note_en", "said_before"]
    readonly_fields = ["entry_of_it", "said_before"]
    list_display = ["at", "act", "entry_of_it", "subject", "by", "notes"]
    list_filter = [EntryFilter, "act", "subject"]
    list_select_related = ["partnership", "by"]
    ordering = ["-pk"]

    def get_changelist(self, request, **kwargs):
        return KeysFirst

    def get_actions(self, request):
        return {}

    def has_view_permission(self, request, obj=None):
        return may_work(request.user)

    def has_module_permission(self, request):
        return may_work(request.user)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=_("entry"))
    def entry_of_it(self, change):
        entry = change.partnership
        return format_html('<a href="{}"><bdi>{}</bdi></a>', entry_address(entry), entry)

    @admin.display(description=_("note"))
    def notes(self, change):
        found = [(code, getattr(change, f"note_{code}")) for code in languages_of_editor()]
        lines = [(code, direction(code), text) for code, text in found if text]
        return format_html_join(" ", '<bdi lang="{}" dir="{}">{}</bdi>', lines)

    @admin.display(description=_("what it said before"))
    def said_before(self, change):
        lines = [(_label(change, name), _shown(value)) for name, value in (change.before or {}).items()]
        return format_html_join("", "<div>{}: <bdi>{}</bdi></div>", lines)


def _label(change, name):
    """The name of a corrected column, of the entry or of the row that the change is about."""
    models = {model._meta.model_name: model for model in Change._meta.app_config.get_models()}
    model = models.get(change.subject, Partnership)
    fields = {field.name: field.verbose_name for field in model._meta.get_fields() if not field.auto_created}
    return fields.get(name, name)


def _shown(value):
    if isinstance(value, list):
        return " · ".join(value)
    return "—" if value in (None, "") else value
