"""Fields of a model in a plain form: labelled and directed by language, closed where it isn't held."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.forms.models import fields_for_model
from django.utils.translation import gettext as _

from portal.bilingual.admin import label_in_language, languages_of_editor
from portal.bilingual.languages import direction


def columns_of(model, names, user):
    """The form's fields for these columns of ``model``, open to ``user`` in the languages that they hold."""
    return fields_for_model(model, names, formfield_callback=lambda column: _field(column, user))


def pair(name):
    """The columns of a translated field side by side, the editor's own language first."""
    return tuple(f"{name}_{language}" for language in languages_of_editor())


def say_errors(form: forms.BaseForm, error: ValidationError) -> None:
    """Put what a verb found wrong beside the fields it is about, and the rest above the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        is_known = name != NON_FIELD_ERRORS and name in form.fields
        form.add_error(name if is_known else None, errors)


def _field(column, user):
    field = column.formfield(**_widget(column))
    language = getattr(column, "language", None)
    if language:
        field.label = label_in_language(column.translated_field.verbose_name, language)
        field.widget.attrs |= {"lang": language, "dir": direction(language)}
        if not user.holds(language):
            field.disabled, field.required = True, False
            field.help_text = _("You don’t work in this language.")
    return field


def _widget(column):
    if isinstance(column, models.DateField):
        return {"widget": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})}
    if isinstance(column, models.TextField):
        return {"widget": forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"})}
    if isinstance(column, models.URLField):
        return {
            "assume_scheme": "https",
            "widget": forms.URLInput(attrs={"class": "vURLField", "dir": "ltr"}),
        }
    if isinstance(column, models.CharField) and not column.choices:
        return {"widget": forms.TextInput(attrs={"class": "vTextField"})}
    return {}
