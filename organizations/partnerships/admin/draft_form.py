"""The form of a draft: its errors beside the dates they concern, and two windows that don't overwrite it."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.partnerships.models import Partnership
from organizations.partnerships.models.partnership import DATES

from .facts import Fact, facts_named


class EntryForm(forms.ModelForm):
    """The columns of an entry, as its draft and a correction ask for them."""

    class Meta:
        error_messages = {
            "slug": {"unique": gettext_lazy("Another entry has this address: choose a different one.")}
        }

    def clean(self):
        super().clean()
        for name in DATES:
            self._refuse_half(f"{name}_on", f"{name}_precision")

    def _refuse_half(self, day, precision):
        if day not in self.cleaned_data or precision not in self.cleaned_data:
            return
        if self.cleaned_data[day] and not self.cleaned_data[precision]:
            self.add_error(precision, _("Say how precisely the date is known."))
        elif self.cleaned_data[precision] and not self.cleaned_data[day]:
            self.add_error(day, _("Write the date, or leave empty how precisely it is known."))


class DraftForm(EntryForm):
    """It carries the moment at which the draft was last saved, and saves nothing over a later one."""

    is_outdated = False

    def clean(self):
        super().clean()
        if self.data.get("seen") != self.instance.touched_at.isoformat():
            self.is_outdated = True
            self.add_error(
                None,
                _(
                    "This draft was saved meanwhile, perhaps in another window. Nothing of yours is saved "
                    "yet; what you typed stands here. Look at what is stored, then save again."
                ),
            )


def stored_values(form: DraftForm, formsets: Iterable[forms.BaseModelFormSet]) -> list[Fact]:
    """What is stored now where something else was typed, in the entry and in its rows."""
    found = _of(Partnership, [form])
    for formset in formsets:
        found += _of(formset.model, [row for row in formset.initial_forms if row.instance.pk])
    return found


def _of(model, typed):
    """A form has written what was typed into its instance: what is stored is read anew."""
    changed = {form.instance.pk: form.changed_data for form in typed if form.has_changed()}
    stored = model._base_manager.in_bulk(changed)
    return [fact for pk, row in stored.items() for fact in facts_named(row, changed[pk])]
