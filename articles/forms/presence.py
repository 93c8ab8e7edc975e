from django import forms

from portal.bilingual.languages import LANGUAGES

from .seen_number import LARGEST_NUMBER


class PresenceForm(forms.Form):
    """What the script of an open article form says of its page; the names are those of the form itself."""

    visit = forms.UUIDField()
    is_leaving = forms.BooleanField(required=False)

    def __init__(self, data):
        super().__init__(data)
        for language in LANGUAGES:
            self.fields[_number_name(language)] = forms.IntegerField(
                min_value=0, max_value=LARGEST_NUMBER, required=False
            )

    @property
    def seen_numbers(self):
        """The revision that the page was begun from, by language; languages it doesn't tell are left out."""
        numbers = {language: self.cleaned_data[_number_name(language)] for language in LANGUAGES}
        return {language: number for language, number in numbers.items() if number is not None}


def _number_name(language):
    return f"{language}-started_from"
