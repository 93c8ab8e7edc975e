from django.forms import DateField, Field
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from portal.bilingual.admin import languages_of_editor
from portal.bilingual.languages import direction


def both(thing, name: str) -> SafeString:
    """A translated column in the languages that have it, the editor's own first, each on a line."""
    found = [(language, getattr(thing, f"{name}_{language}")) for language in languages_of_editor()]
    lines = [(language, direction(language), text) for language, text in found if text]
    return format_html_join("", '<bdi class="headline" lang="{}" dir="{}">{}</bdi>', lines)


def hint_date(formfield: Field | None) -> Field | None:
    """Show in an empty date how one is written."""
    if isinstance(formfield, DateField):
        formfield.widget.attrs["placeholder"] = "2024-05-31"
    return formfield
