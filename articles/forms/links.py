from functools import partial

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.conflicts import Choice
from articles.enums import BylineRole, MentionRole
from portal.bilingual.loaded_choice import RowForm

from .shared import RESOLVING

ROLES = dict([*MentionRole.choices, *BylineRole.choices])
LINKED = ("author", "organization", "person", "partnership")


class LinkRowForm(RowForm):
    """A row of by-lines or mentions. Who adds by hand what was proposed or turned down accepts that row."""

    #: Set by the formset: rows of the article that are not shown, by what they mention.
    waiting = {}

    def _post_clean(self):
        thing = next((self.cleaned_data.get(name) for name in LINKED if name in self.fields), None)
        row = self.waiting.get((type(thing), thing.pk)) if thing and self.instance._state.adding else None
        if row:
            row.is_proposed = row.is_declined = False
            self.instance = row
        super()._post_clean()


class LinkFormSet(forms.BaseInlineFormSet):
    """By-lines or mentions. After a conflict over the shared part ``choose_<prefix>`` says whose rows stay.

    To keep one's own is to save them, too: rows that somebody else added meanwhile stay beside them.
    """

    #: Set by the admin where these rows can only be read.
    is_locked = False

    def get_queryset(self):
        """The rows that count. What is only proposed, or was turned down, is for the panel of finds."""
        if not hasattr(self, "all_rows"):
            self.all_rows = list(super().get_queryset())
            self._queryset = [row for row in self.all_rows if row.counts]
        return self._queryset

    def _construct_form(self, i, **kwargs):
        form = super()._construct_form(i, **kwargs)
        self.get_queryset()
        form.waiting = {row.key: row for row in self.all_rows if not row.counts}
        return form

    @property
    def choice(self):
        said = self.data.get(f"choose_{self.prefix}") if self.is_bound else None
        return said if said in {Choice.MINE, Choice.THEIRS} else None

    @property
    def is_overruled(self):
        return self.choice == Choice.THEIRS

    @property
    def is_typed_in(self):
        return super().has_changed()

    @property
    def typed_rows(self):
        """The rows as the editor has them, in words, for the page of a conflict."""
        read = [form.cleaned_data for form in self.forms if not form.errors]
        return [_words(row.get) for row in read if not row.get("DELETE") and _linked(row.get)]

    @property
    def stored_rows(self):
        """The rows as they are now, read afresh: those of the forms hold what was typed."""
        return [_words(partial(getattr, row)) for row in self.queryset.all() if row.counts]

    def is_valid(self):
        return self.is_overruled or super().is_valid()

    def has_changed(self):
        return not self.is_overruled and super().has_changed()

    def save(self, commit=True):
        if not self.is_overruled:
            return super().save(commit)
        self.new_objects, self.changed_objects, self.deleted_objects = [], [], []
        return []

    def clean(self):
        super().clean()
        if self.is_locked and self._is_typed_in_vain():
            message = _("Not saved: these rows. You may not change what both languages share at this point.")
            raise ValidationError(message, code="locked")
        if RESOLVING in self.data and not self.choice and self.is_typed_in:
            raise ValidationError(_("Choose whose rows to keep, then save again."))

    def _is_typed_in_vain(self):
        """Whether rows came from a page that still had fields for them, and say something else."""
        sent = [form for form in self.forms if any(form.add_prefix(name) in self.data for name in LINKED)]
        return any(form.changed_data or f"{form.prefix}-DELETE" in self.data for form in sent)


def _linked(value_of):
    return next((thing for name in LINKED if (thing := value_of(name, None))), None)


def _words(value_of):
    role, position = value_of("role", None), value_of("position", None)
    details = [
        ROLES.get(role, ""),
        f"{_('order')} {position}" if position is not None else "",
    ]
    return {"thing": _linked(value_of), "details": [detail for detail in details if detail]}
