"""Autocompletes that ask the database no more than they must.

Django's own widget asks for the label of every row of an inline, and for that of what can't be a key.
"""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError

from portal.careful_list import is_id


class CarefulChoice:
    """Labels only what can be a key: the field says what is wrong with the rest."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [key for key in value if is_id(key)], attr)


class CarefulAutocompletes(CarefulChoice, AutocompleteSelectMultiple):
    pass


class LoadedAutocompletes(CarefulAutocompletes):
    #: What the row is linked to in the database, read for all rows of a form together.
    loaded = None

    def optgroups(self, name, value, attr=None):
        if self.loaded is None or {*value} != {str(record.pk) for record in self.loaded}:
            return super().optgroups(name, value, attr)
        label = self.choices.field.label_from_instance
        pairs = [(str(record.pk), label(record)) for record in self.loaded]
        options = [self.create_option(name, *pair, value, index) for index, pair in enumerate(pairs)]
        return [(None, options, 0)]


class CarefulChoices(forms.ModelMultipleChoiceField):
    """Refuses a number that no column can hold; Django leaves that to the database."""

    def clean(self, value):
        for key in value or ():
            if not is_id(key):
                message = self.error_messages["invalid_pk_value"]
                raise ValidationError(message, code="invalid_pk_value", params={"pk": key})
        return super().clean(value)


class LoadedAutocomplete(CarefulChoice, AutocompleteSelect):
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
