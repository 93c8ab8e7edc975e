"""What a row of the record says, field by field, as the desk reads it: in both languages."""

from dataclasses import dataclass

from django.contrib.admin.utils import display_for_field, flatten_fieldsets
from django.db import models
from django.utils.text import capfirst

from organizations.partnerships.models import LedgerRow, Partnership

from .columns import FIELDSETS
from .rows import ROWS


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    #: The language of the value where it is in one.
    language: str = ""


def facts_of(thing: Partnership | LedgerRow) -> list[Fact]:
    """Everything that is filled in, in the order of its form."""
    found = [_fact(thing, name) for name in _names(thing)]
    return [fact for fact in found if fact and fact.value]


def _names(thing):
    if isinstance(thing, Partnership):
        return flatten_fieldsets(FIELDSETS)
    fields = ROWS[thing._meta.model_name]
    return flatten_fieldsets(fields.fieldsets or [(None, {"fields": fields.fields})])


def _fact(thing, name):
    if name == "announced_by":
        field = thing._meta.get_field("owners")
        return Fact(capfirst(field.verbose_name), " · ".join(str(owner) for owner in thing.owners.all()))
    if name.endswith("_precision"):
        return None
    field = thing._meta.get_field(name)
    language = getattr(field, "language", "")
    label = field.translated_field.verbose_name if language else field.verbose_name
    return Fact(capfirst(label), _value(thing, field), language)


def _value(thing, field):
    stem = field.name.removesuffix("_on")
    value = getattr(thing, field.name)
    if hasattr(thing, f"{stem}_precision"):
        value = getattr(thing, stem)
    elif isinstance(field, models.BooleanField):
        return "✓" if value else ""
    elif value is not None and not field.is_relation:
        return str(display_for_field(value, field, ""))
    return "" if value is None else str(value)
