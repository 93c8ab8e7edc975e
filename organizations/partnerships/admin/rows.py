"""The form of one row on a page of its own, with the fields that it has in a draft."""

from functools import partial
from typing import NamedTuple

from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.forms import BaseModelForm, modelform_factory

from organizations.partnerships.enums import Subject
from organizations.partnerships.models import LedgerRow, Partnership

from .inlines import (
    AmountInline,
    CommitmentInline,
    ItemUpdateFields,
    PartyInline,
    RelationInline,
    ReplyInline,
    SignatoryInline,
    SourceInline,
    UpdateFields,
)

#: What the page adds to the record, each with its fields; updates have a verb of their own.
ADDED = {
    Subject.COMMITMENT: CommitmentInline,
    Subject.SOURCE: SourceInline,
    Subject.PARTY: PartyInline,
    Subject.SIGNATORY: SignatoryInline,
    Subject.AMOUNT: AmountInline,
    Subject.REPLY: ReplyInline,
    Subject.RELATION: RelationInline,
}
ROWS = ADDED | {Subject.PARTNERSHIP_UPDATE: UpdateFields, Subject.COMMITMENT_UPDATE: ItemUpdateFields}


class Shaped(NamedTuple):
    """A class of forms and how its fields stand together."""

    form: type[BaseModelForm]
    fieldsets: list


def row_form(request, subject: str, entry: Partnership) -> Shaped:
    inline = ROWS[subject](Partnership, admin.site)
    fieldsets = inline.get_fieldsets(request, entry)
    return Shaped(_form(inline, fieldsets, request, entry=entry), fieldsets)


def entry_form(request, entry: Partnership, *, without: set[str]) -> Shaped:
    """The form of the columns of an entry itself, as its draft has it but for those named."""
    model_admin = admin.site.get_model_admin(Partnership)
    fieldsets = [
        (name, {"fields": [line for line in _lines(options["fields"]) if not without.intersection(line)]})
        for name, options in model_admin.get_fieldsets(request, entry)
    ]
    fieldsets = [(name, options) for name, options in fieldsets if options["fields"]]
    return Shaped(_form(model_admin, fieldsets, request), fieldsets)


def model_of(subject: str) -> type[LedgerRow]:
    return ROWS[subject].model


def _form(model_admin, fieldsets, request, **kwargs):
    return modelform_factory(
        model_admin.model,
        form=model_admin.form,
        fields=flatten_fieldsets(fieldsets),
        formfield_callback=partial(model_admin.formfield_for_dbfield, request=request, **kwargs),
    )


def _lines(fields):
    return [line if isinstance(line, list | tuple) else (line,) for line in fields]
