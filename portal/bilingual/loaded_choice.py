"""Autocompletes in the rows of an inline, labelled by what each row has loaded.

Django's own widget asks the database for the label of every row.
"""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect


class LoadedAutocomplete(AutocompleteSelect):
    #: What the row is linked to in the database; set by ``RowForm``.
    loaded = None

    def optgroups(self, name, value, attr=None):
        if self.loaded is None or value != [str(self.loaded.pk)]:
            return super().optgroups(name, value, attr)
        label = self.choices.field.label_from_instance(self.loaded)
        pairs = [(value[0], label)] if self.is_required else [("", ""), (value[0], label)]
        options = [self.create_option(name, *pair, value, index) for index, pair in enumerate(pairs)]
        return [(None, options, 0)]


class RowForm(forms.ModelForm):
    """A row of an inline whose queryset loads what the autocompletes name."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if self.instance.pk and isinstance(widget, LoadedAutocomplete):
                widget.loaded = getattr(self.instance, name)
