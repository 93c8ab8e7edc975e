"""Admin classes for records with a text in each language."""

from django import forms
from django.conf import settings
from django.contrib.admin import TabularInline, site
from django.db import models
from django.forms.formsets import DELETION_FIELD_NAME
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.bilingual.languages import LANGUAGES, direction
from portal.careful_list import CarefulList

from .loaded_choice import CarefulAutocompletes, CarefulChoices, LoadedAutocomplete, RowForm

# The name is asked for in the language of each request, not in that of the start.
site.site_header = lazy(lambda: settings.SITE_NAME[get_language()], str)()
site.site_title = site.site_header

#: Written from left to right in both languages.
LATIN_FIELDS = (models.SlugField, models.URLField, models.EmailField)

#: How many rows more than ``max_num`` a form reads, for what an importer has brought.
ROWS_TO_SPARE = 50


def languages_of_editor():
    """Both languages, the one that the editor works in first."""
    return sorted(LANGUAGES, key=lambda language: language != get_language())


def language_name(language):
    return _("Arabic") if language == "ar" else _("English")


def label_in_language(label, language):
    return _("%(field)s, %(language)s") % {"field": capfirst(label), "language": language_name(language)}


class BilingualFields:
    """Fields that keep the direction of their own language, whatever the language of the admin is.

    Mixed into a ModelAdmin or an inline. In ``fieldsets`` and ``fields`` a pair such as
    ``("name_ar", "name_en")`` stands side by side; the editor's own language comes first. What is in a
    language that the editor does not hold can be read and not changed.
    """

    formfield_overrides = {
        models.URLField: {"assume_scheme": "https"},
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 5, "class": "vLargeTextField"})},
    }

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        formfield = super().formfield_for_dbfield(db_field, request, **kwargs)
        language = getattr(db_field, "language", None)
        if formfield and language:
            label = db_field.translated_field.verbose_name
            formfield.label = label_in_language(label, language)
            formfield.widget.attrs |= {"lang": language, "dir": direction(language)}
            if not request.user.holds(language):
                _close(formfield)
        elif formfield and isinstance(db_field, LATIN_FIELDS):
            formfield.widget.attrs |= {"dir": "ltr"}
        return formfield

    def get_field_queryset(self, db, db_field, request):
        """What can be linked to: no record of the directory that was merged into another."""
        queryset = super().get_field_queryset(db, db_field, request)
        related = db_field.remote_field.model._default_manager
        if hasattr(related, "unmerged"):
            return (related.using(db) if queryset is None else queryset).unmerged()
        return queryset

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = LoadedAutocomplete(db_field, self.admin_site, using=kwargs.get("using"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = CarefulAutocompletes(db_field, self.admin_site, using=kwargs.get("using"))
            kwargs["form_class"] = CarefulChoices
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        return [
            (name, options | {"fields": [_own_language_first(line) for line in options["fields"]]})
            for name, options in fieldsets
        ]


class BilingualAdmin(BilingualFields, CarefulList):
    show_full_result_count = False
    list_per_page = 50


class WholeRows(forms.models.BaseInlineFormSet):
    """Rows of which nobody deletes the words of a language that they don't hold."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        kept = [name for name, field in form.fields.items() if field.disabled and form.initial.get(name)]
        if kept and DELETION_FIELD_NAME in form.fields:
            form.fields[DELETION_FIELD_NAME].disabled = True


class BilingualRows(BilingualFields):
    """Rows of an inline, as many as a form can show. ``max_num`` stops adding; what is there can be saved."""

    formset = WholeRows
    extra = 0
    max_num = 50

    def get_formset(self, request, obj=None, **kwargs):
        most = self.get_max_num(request, obj) + ROWS_TO_SPARE
        return super().get_formset(request, obj, **{"absolute_max": most} | kwargs)


class BilingualInline(BilingualRows, TabularInline):
    """Rows that cost no query each, where ``get_queryset`` loads what ``autocomplete_fields`` name."""

    form = RowForm


class PermanentAddressAdmin(BilingualAdmin):
    """Records whose address is chosen once: it stands in links all over the world."""

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return [*fields, "slug"] if obj else fields

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["name_en"]}


def _close(formfield):
    """Let it keep what it has, whatever is sent. What is missing in it is for others to fill in."""
    formfield.disabled = True
    formfield.required = False
    formfield.help_text = _("You don’t work in this language.")


def _own_language_first(line):
    if not isinstance(line, list | tuple):
        return line
    return sorted(line, key=lambda name: not name.endswith(f"_{get_language()}"))
