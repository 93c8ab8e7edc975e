"""What was corrected in an entry, and what stood there before, told in one language."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.bilingual.templatetags.bilingual import quantity

from .currencies import name_of
from .dates import PartialDate
from .enums import LedgerAct, Precision
from .models import Change


@dataclass(frozen=True)
class Correction:
    at: datetime
    #: The public reason in the language of the page; None where it is in the other one only.
    reason: str | None
    #: What stood there before: pairs of what it is called and what it said.
    before: tuple[tuple[str, str], ...]


class Corrections:
    """The corrections of one entry, to be asked for row by row.

    ``organizations`` are those that the page has loaded. Who stood in a row before is looked up: one query
    for the organisations and one for the people, where there are any.
    """

    def __init__(self, changes: Iterable[Change], language: str, organizations: Iterable[Model]):
        self.language = language
        changes = list(changes)
        self.slugs = {("organization", one.slug): one for one in organizations}
        self.slugs |= self._named(changes)
        self._changes = defaultdict(list)
        for change in changes:
            if change.act == LedgerAct.CORRECTED:
                self._changes[change.subject, change.subject_id].append(change)

    def of(self, row: Model) -> list[Correction]:
        """Those of a row, or of the entry itself, as far as this language's page shows what they mended."""
        is_entry = row._meta.model_name == "partnership"
        changes = self._changes[("", None) if is_entry else (row._meta.model_name, row.pk)]
        return [told for change in changes if (told := self._tell(change, row))]

    def _tell(self, change, row):
        columns = change.before or {}
        shown = {name: said for name, said in columns.items() if self._is_shown(row, name)}
        if columns and not shown:
            return None
        before = (self._say(row, name, said, columns) for name, said in shown.items())
        return Correction(change.at, change.note, tuple(filter(None, before)))

    def _is_shown(self, row, name):
        """Whether the page of this language shows the column at all."""
        return getattr(_field(row, name), "language", self.language) == self.language

    def _say(self, row, name, said, columns):
        if name == "owners":
            return _label(row, name), self._owners(said)
        field = _field(row, name)
        if field is None or name.removesuffix("_precision") + "_on" in columns.keys() - {name}:
            return None
        if field.is_relation:
            return self._who(row, name, said)
        return _label(row, name), _in_words(field, said, _precision(row, name, columns))

    def _owners(self, slugs):
        found = filter(None, (self.slugs.get(("organization", slug)) for slug in slugs))
        return " · ".join(one.label for one in found if one.name) if slugs else _("not named")

    def _who(self, row, name, said):
        named = self.slugs.get((name, said))
        return (_label(row, name), getattr(named, "label", named.name)) if named and named.name else None

    def _named(self, changes):
        """Those whom corrections name and the page has not loaded."""
        wanted = {"organization": set(), "person": set()}
        for change in changes:
            before = change.before or {}
            wanted["organization"].update(before.get("owners", ()))
            for name in wanted.keys() & before.keys():
                wanted[name].add(before[name])
        return {
            (name, found.slug): found
            for name, slugs in wanted.items()
            if (missing := {slug for slug in slugs if (name, slug) not in self.slugs})
            for found in apps.get_model("organizations", name).objects.filter(slug__in=missing)
        }


def _field(row, name):
    try:
        return row._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _label(row, name):
    """What the column is called; of a translated one without the language, of a precision with its date."""
    if name.endswith("_precision"):
        name = name.removesuffix("_precision") + "_on"
    field = _field(row, name)
    return str(getattr(field, "translated_field", field).verbose_name)


def _in_words(field, said, precision):
    if said in {None, ""}:
        return pgettext("before a correction", "not stated")
    value = field.to_python(said)
    if field.name == "currency":
        return name_of(value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return str(PartialDate(value, precision))
    return quantity(value) if isinstance(value, Decimal | int) else str(value)


def _precision(row, name, columns: Mapping):
    """How precisely a corrected date was known: as the correction says, else as it still is."""
    name = name.removesuffix("_on") + "_precision"
    return columns.get(name) or getattr(row, name, None) or Precision.DAY
