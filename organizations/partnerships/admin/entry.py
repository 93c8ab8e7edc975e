from django.contrib import admin
from django.db import connection
from django.http import HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext as _

from organizations.partnerships.models import Partnership, PartnershipAlias
from organizations.partnerships.rights import Right, may
from portal.bilingual.languages import active_language

from .adding import AddPage, ReplacePage
from .addresses import act_address, entry_address, journal_address
from .columns import FIELDSETS
from .correcting import CorrectPage, RedactPage
from .draft_form import DraftForm, EntryForm, stored_values
from .drafts import may_delete, may_write
from .entry_list import EntryListAdmin, state_of
from .inlines import INLINES
from .proposals import DeclinePage, confirm_view, waiting_view
from .record import Record
from .recording import RecordPage
from .self_check import self_check_view
from .updating import UpdatePage, check_view
from .words import hint_date

ROW = "<str:pk>/rows/<slug:subject>/<str:row>"


@admin.register(Partnership)
class PartnershipAdmin(EntryListAdmin):
    """A draft is a form. What is on the record is read here, and changed by the pages of the verbs."""

    form = EntryForm
    fieldsets = FIELDSETS
    readonly_fields = ["number"]
    inlines = INLINES
    change_form_template = "admin/partnerships/partnership/change_form.html"

    def get_urls(self):
        return [*self._ledger_urls(), *super().get_urls()]

    def _ledger_urls(self):
        pages = [
            ("waiting/", waiting_view, "partnership_waiting"),
            ("self-check/", self_check_view, "partnership_self_check"),
            ("<str:pk>/record/", RecordPage.as_view(), "partnership_record"),
            ("<str:pk>/add/<slug:subject>/", AddPage.as_view(), "row_add"),
            ("<str:pk>/update/", UpdatePage.as_view(), "partnership_update"),
            ("<str:pk>/check/", check_view, "partnership_check"),
            ("<str:pk>/correct/", CorrectPage.as_view(), "partnership_correct"),
            ("<str:pk>/redact/", RedactPage.as_view(), "partnership_redact"),
            (f"{ROW}/update/", UpdatePage.as_view(), "row_update"),
            (f"{ROW}/check/", check_view, "row_check"),
            (f"{ROW}/correct/", CorrectPage.as_view(), "row_correct"),
            (f"{ROW}/replace/", ReplacePage.as_view(), "row_replace"),
            (f"{ROW}/redact/", RedactPage.as_view(), "row_redact"),
            (f"{ROW}/confirm/", confirm_view, "row_confirm"),
            (f"{ROW}/decline/", DeclinePage.as_view(), "row_decline"),
        ]
        wrap = self.admin_site.admin_view
        return [path(route, wrap(view), name=f"partnerships_{name}") for route, view, name in pages]

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change, **({"form": DraftForm} if obj else {}) | kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return hint_date(super().formfield_for_dbfield(db_field, request, **kwargs))

    def get_inlines(self, request, obj):
        return [] if obj and obj.recorded_at else self.inlines

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["title_en"]}

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or may_write(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        return may_delete(request.user, obj)

    def get_object(self, request, object_id, from_field=None):
        """The entry; one that is about to be written stays a draft until that is done."""
        entry = super().get_object(request, object_id, from_field)
        if entry and request.method == "POST" and connection.in_atomic_block:
            entry = self.get_queryset(request).select_for_update().filter(pk=entry.pk).first()
        return entry

    def get_deleted_objects(self, objs, request):
        """A draft goes with its other names, whatever rights there are to these."""
        found, counts, needed, protected = super().get_deleted_objects(objs, request)
        return found, counts, needed - {PartnershipAlias._meta.verbose_name}, protected

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context |= self._standing(request, obj) if obj else {}
        form = context["adminform"].form
        if getattr(form, "is_outdated", False):
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            context["stored"] = stored_values(form, formsets)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def view_on_site(self, entry):
        """Only what readers see has a link to where they see it."""
        return entry.get_absolute_url() if entry.is_live_in(active_language()) else None

    def response_post_save_add(self, request, obj):
        """Back to the draft, which can be put on the record now."""
        return HttpResponseRedirect(entry_address(obj))

    def response_post_save_change(self, request, obj):
        return HttpResponseRedirect(entry_address(obj))

    def _standing(self, request, entry):
        if entry.recorded_at:
            record = Record(entry, request.user)
            journal_url = journal_address(entry) if record.is_for_desk else ""
            return {"record": record, "state": state_of(entry), "journal_url": journal_url}
        record_url = act_address("record", entry) if may(request.user, Right.RECORD) else ""
        title = _("Draft of an entry")
        return {"state": state_of(entry), "record_url": record_url, "title": title}
