"""What a row of the record says, field by field, as the desk reads it: in both languages."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from django.contrib.admin.utils import display_for_field, flatten_fieldsets
from django.db import models
from django.utils.text import capfirst

from organizations.partnerships.models import LedgerRow, Partnership
from portal.bilingual.admin import label_in_language, languages_of_editor
from portal.bilingual.languages import LANGUAGES
from portal.bilingual.templatetags.bilingual import quantity

from .columns import FIELDSETS
from .rows import ROWS


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    #: The language of the value where it is in one.
    language: str = ""
    #: Whether it says in the other language what the fact before it says.
    is_second: bool = False
    #: The column of which the value is one language.
    translated: str = ""


def facts_of(thing: Partnership | LedgerRow) -> list[Fact]:
    """Everything that is filled in, in the order of its form."""
    found = [fact for name in _names(thing) if (fact := _fact(thing, name)) and fact.value]
    return [*found[:1], *(_beside(*two) for two in pairwise(found))]


def facts_named(thing: Partnership | LedgerRow, names: Iterable[str]) -> list[Fact]:
    """What these columns say, empty ones with a dash; names that are no columns are left out."""
    known = {field.name for field in thing._meta.concrete_fields} | {"announced_by"}
    found = (_fact(thing, _with_its_date(name)) for name in names if name in known)
    return [replace(fact, value=fact.value or "—") for fact in dict.fromkeys(found) if fact]


def _with_its_date(name):
    """A date is said with how precisely it is known."""
    return f"{name.removesuffix('_precision')}_on" if name.endswith("_precision") else name


def _beside(before, fact):
    is_second = bool(fact.language) and fact.translated == before.translated
    return replace(fact, is_second=is_second)


def _names(thing):
    """The columns of its form, those in the editor's own language before the other ones."""
    fieldsets = FIELDSETS
    if not isinstance(thing, Partnership):
        fields = ROWS[thing._meta.model_name]
        fieldsets = fields.fieldsets or [(None, {"fields": fields.fields})]
    order = dict(zip(LANGUAGES, languages_of_editor(), strict=True))
    for name in flatten_fieldsets(fieldsets):
        stem, _underscore, language = name.rpartition("_")
        yield f"{stem}_{order[language]}" if language in order else name


def _fact(thing, name):
    if name == "announced_by":
        field = thing._meta.get_field("owners")
        return Fact(capfirst(field.verbose_name), " · ".join(str(owner) for owner in thing.owners.all()))
    if name.endswith("_precision"):
        return None
    field = thing._meta.get_field(name)
    language = getattr(field, "language", "")
    label = field.translated_field.verbose_name if language else field.verbose_name
    label = label_in_language(label, language) if language else capfirst(label)
    return Fact(
        label, _value(thing, field), language, translated=field.translated_field.name if language else ""
    )


def _value(thing, field):
    stem = field.name.removesuffix("_on")
    value = getattr(thing, field.name)
    if hasattr(thing, f"{stem}_precision"):
        value = getattr(thing, stem)
    elif isinstance(field, models.BooleanField):
        return "✓" if value else ""
    elif isinstance(value, Decimal):
        return quantity(value)
    elif value is not None and not field.is_relation:
        return str(display_for_field(value, field, ""))
    return "" if value is None else str(value)
