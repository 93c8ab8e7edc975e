"""The rows of a draft. The pages that add to the record and correct it have the same fields."""

from functools import partial

from django import forms
from django.contrib import admin
from django.contrib.admin import StackedInline
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from organizations.partnerships.forms.update import NEW_SOURCE
from organizations.partnerships.models import (
    Amount,
    Commitment,
    CommitmentUpdate,
    PartnershipAlias,
    PartnershipUpdate,
    Party,
    Relation,
    Reply,
    Signatory,
    Source,
)
from portal.bilingual.admin import BilingualRows
from portal.bilingual.loaded_choice import CarefulChoices, LoadedAutocompletes, RowForm

from .drafts import may_write
from .words import hint_date

#: What a row may point to among the other rows of its entry, and what these are called there.
OWN_ROWS = {"source": "sources", "commitment": "commitments"}


class RowsOfEntry(BilingualRows):
    """Rows that are part of a draft: who may write the draft may write them. No rights of their own."""

    def get_formset(self, request, obj=None, **kwargs):
        field = partial(self.formfield_for_dbfield, request=request, entry=obj)
        return super().get_formset(request, obj, **{"formfield_callback": field} | kwargs)

    def formfield_for_dbfield(self, db_field, request, *, entry=None, **kwargs):
        formfield = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in OWN_ROWS:
            _choose_among(formfield, entry, OWN_ROWS[db_field.name])
        return hint_date(formfield)

    def has_add_permission(self, request, obj):
        return may_write(request.user, obj)

    def has_change_permission(self, request, obj=None):
        return may_write(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        return may_write(request.user, obj)

    def has_view_permission(self, request, obj=None):
        return True


def _choose_among(formfield, entry, name):
    """Offer the stored rows of the entry, read once for all the rows of a form."""
    rows = getattr(entry, name).filter(redaction=None) if entry else formfield.queryset.none()
    formfield.widget = getattr(formfield.widget, "widget", formfield.widget)
    formfield.queryset = rows
    formfield.choices = list(iter(formfield.choices))  # without iter(), the database counts them first


class RowsInLines(RowsOfEntry, StackedInline):
    """A table would be wider than the page; such rows break where it is narrow."""

    form = RowForm


class PartyInline(RowsInLines):
    model = Party
    fields = [("organization", "role", "position")]
    autocomplete_fields = ["organization"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("organization")


class SignatoryInline(RowsInLines):
    model = Signatory
    fields = [("person", "organization"), ("office_ar", "office_en")]
    autocomplete_fields = ["person", "organization"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("person", "organization")


class CommitmentForm(forms.ModelForm):
    """An announced item, with who announced to do it."""

    announced_by = CarefulChoices(
        Organization.objects.unmerged(),
        required=False,
        label=lazy(capfirst, str)(_("who announced to do it")),
        help_text=_("Empty: not named."),
        widget=LoadedAutocompletes(Commitment._meta.get_field("owners"), admin.site),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            owners = self.instance.owners.all()
            self.initial["announced_by"] = [owner.pk for owner in owners]
            self.fields["announced_by"].widget.loaded = owners

    def _save_m2m(self):
        super()._save_m2m()
        if "announced_by" in self.changed_data:
            self.instance.owners.set(self.cleaned_data["announced_by"])


class CommitmentInline(RowsOfEntry, StackedInline):
    model = Commitment
    form = CommitmentForm
    fieldsets = [
        (None, {"fields": [("statement_ar", "statement_en"), "nature", "announced_by", "source"]}),
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

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("owners")


class SourceInline(RowsOfEntry, StackedInline):
    model = Source
    fields = [*NEW_SOURCE, ("is_conflicting", "for_item_only")]


class AmountInline(RowsOfEntry, StackedInline):
    model = Amount
    fields = [("value", "currency", "stage"), ("commitment", "source")]


class ReplyInline(RowsOfEntry, StackedInline):
    model = Reply
    form = RowForm
    fields = ["organization", ("asked_on", "replied_on"), ("text_ar", "text_en"), "commitment"]
    autocomplete_fields = ["organization"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("organization")


class RelationInline(RowsInLines):
    model = Relation
    fk_name = "partnership"
    fields = [("kind", "other")]
    autocomplete_fields = ["other"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("other")


class PartnershipAliasInline(RowsInLines):
    model = PartnershipAlias
    fields = [("language", "name", "kind", "is_ambiguous")]


class UpdateFields(RowsOfEntry, StackedInline):
    """No rows of a draft: what is known since is added to the record. A correction has these fields."""

    model = PartnershipUpdate
    fields = [("said_on", "said_precision"), ("note_ar", "note_en"), "source"]


class ItemUpdateFields(UpdateFields):
    model = CommitmentUpdate
    fields = [("said_on", "said_precision"), "value", ("note_ar", "note_en"), "source"]


INLINES = [
    PartyInline,
    SignatoryInline,
    SourceInline,
    CommitmentInline,
    AmountInline,
    ReplyInline,
    RelationInline,
    PartnershipAliasInline,
]
