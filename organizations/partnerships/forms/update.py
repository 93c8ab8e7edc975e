"""The form of an update: on its page in the admin, and beside the text of an article that brings the news."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizations.partnerships import ledger
from organizations.partnerships.enums import PartnershipKind
from organizations.partnerships.models import Commitment, Partnership, Source, Update
from organizations.partnerships.rights import Right, may
from portal.accounts.models import User

from .repeated import repeated_source, repeats
from .words import columns_of, pair, say_errors

SAID = ("said_on", "said_precision")
NOTES = ("note_ar", "note_en")
NEW_SOURCE = [
    ("kind",),
    ("title_ar", "title_en"),
    ("publisher_ar", "publisher_en"),
    ("url",),
    ("published_on", "published_precision", "read_on"),
    ("archived_title", "language"),
    ("origin",),
]


class NewSourceForm(forms.Form):
    """The source that an update brings along; ``source`` is it, once the form was found valid."""

    def __init__(self, *args, entry, user, for_item_only, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields |= columns_of(Source, _flat(NEW_SOURCE), user)
        self.fields["read_on"].initial = timezone.localdate
        self._beyond = {"partnership": entry, "for_item_only": for_item_only}

    def has_changed(self):
        """Whether anything was typed: the day of reading stands there already."""
        return bool(set(self.changed_data) - {"read_on"})

    def clean(self):
        self.source = Source(**self._beyond, **self.cleaned_data)
        self.source.clean_columns()
        try:
            self.source.full_clean(exclude=list(self.errors))
        except ValidationError as error:
            say_errors(self, error)
        if known := repeated_source(self.source):
            told = _(
                "The entry has this source already: “%(source)s”. Choose it instead of describing it again."
            )
            self.add_error(None, told % {"source": known})


class UpdateForm(forms.Form):
    """What a source said later of ``thing``, an entry or an announced item that is on the record.

    The source is one of the entry's, or a new one described in ``new_source``: a form of its own, drawn below
    this one, and None for whoever may add none. ``save`` does it as ``user`` and returns the update; where a
    verb refuses, it returns None and the form has the errors.
    """

    def __init__(self, data=None, *, thing: Partnership | Commitment, user: User, prefix=None, **kwargs):
        super().__init__(data, prefix=prefix, **kwargs)
        self.thing, self.user = thing, user
        entry = thing if isinstance(thing, Partnership) else thing.partnership
        model = thing.updates.model
        self.fields |= columns_of(model, self._columns(model), user)
        self.new_source = self._new_source(data, prefix, entry)
        self._ask_for_source(entry)

    def is_valid(self):
        is_described = self._is_source_described()
        return super().is_valid() and is_described

    def save(self) -> Update | None:
        columns = {name: self.cleaned_data[name] for name in self.fields}
        try:
            with transaction.atomic():
                columns["source"] = columns["source"] or self.new_source.source
                return ledger.propose(self.thing, by=self.user, **columns)
        except ValidationError as error:
            say_errors(self, error)
        except ledger.LedgerError as error:
            self.add_error(None, str(error))
        return None

    @property
    def fieldsets(self):
        named = (name for name in ("status", "value") if name in self.fields)
        lines = [SAID, *named, pair("note"), "source"]
        return [(None, {"fields": lines})]

    @property
    def new_source_fieldsets(self):
        lines = [pair(line[0][:-3]) if line[0].endswith("_ar") else line for line in NEW_SOURCE]
        return [(_("A new source"), {"fields": lines})]

    def clean(self):
        if self.cleaned_data.get("source") and self.new_source and self.new_source.has_changed():
            self.add_error("source", _("Choose a source or describe a new one, not both."))
        update = self.thing.updates.model(
            **{self.thing._meta.model_name: self.thing},
            **{name: self.cleaned_data.get(name) for name in (*SAID, *NOTES)},
            status=self.cleaned_data.get("status") or "",
        )
        if self.cleaned_data.get("said_on") and repeats(update):
            self.add_error(None, _("This update is recorded already."))

    def _columns(self, model):
        """A meeting has no status, and only an item counts towards a target."""
        is_item = isinstance(self.thing, Commitment)
        has_status = is_item or self.thing.kind != PartnershipKind.MEETING
        more = [name for name, is_asked in (("status", has_status), ("value", is_item)) if is_asked]
        return [*SAID, *more, *NOTES, "source"]

    def _new_source(self, data, prefix, entry):
        if not may(self.user, Right.RECORD):
            return None
        # News of one item says nothing about the entry as a whole, and must not count for it.
        is_item = isinstance(self.thing, Commitment)
        prefix = f"{prefix}-new" if prefix else "new"
        return NewSourceForm(data, entry=entry, user=self.user, for_item_only=is_item, prefix=prefix)

    def _ask_for_source(self, entry):
        field = self.fields["source"]
        field.queryset = entry.sources.filter(redaction=None)
        field.required = self.new_source is None
        if self.new_source:
            field.empty_label = _("a new one, described below")

    def _is_source_described(self):
        is_chosen = bool(self.data.get(self.add_prefix("source")))
        if self.new_source is None:
            return True
        self.new_source.empty_permitted = is_chosen
        return is_chosen or self.new_source.is_valid()


def _flat(lines):
    return [name for line in lines for name in line]
