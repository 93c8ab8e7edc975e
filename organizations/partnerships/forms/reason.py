from django import forms
from django.utils.translation import gettext_lazy as _

from organizations.partnerships.models import Change

from .words import columns_of, pair


class ReasonForm(forms.Form):
    """A note in both languages; where readers see it, at least one of them is asked for."""

    def __init__(self, data=None, *, user, is_public=True, **kwargs):
        super().__init__(data, **kwargs)
        self.is_public = is_public
        self.fields |= columns_of(Change, ["note_ar", "note_en"], user)

    def clean(self):
        if self.is_public and not any(self.notes.values()):
            self.add_error(None, _("Say why in a public note, in at least one language."))

    @property
    def notes(self):
        return {name: self.cleaned_data.get(name) or None for name in ("note_ar", "note_en")}

    def fieldsets(self, name):
        return [(name, {"fields": [pair("note")]})]
