from django import forms
from django.core.exceptions import ValidationError

from articles import texts
from articles.models.article import TEXT_FIELDS
from articles.richtext import TextTooLong
from portal.bilingual.languages import LANGUAGES

from .seen_number import LARGEST_NUMBER

#: More than any article that can be saved; what is longer stays with the browser.
LONGEST_TEXT = 1_000_000


class AutosaveForm(forms.Form):
    """What an open form says of itself every few seconds: a text that is being typed.

    ``is_dropped`` says that its writer wants nothing kept of it.
    """

    language = forms.ChoiceField(choices=[(language, language) for language in LANGUAGES])
    visit = forms.UUIDField()
    started_from = forms.IntegerField(min_value=0, max_value=LARGEST_NUMBER)
    is_dropped = forms.BooleanField(required=False)

    def __init__(self, data):
        super().__init__(data)
        for name in TEXT_FIELDS:
            self.fields[name] = forms.CharField(required=False, max_length=LONGEST_TEXT, strip=False)

    def clean(self):
        """Clean the text as on saving: what could not be saved is not kept here either."""
        cleaned = super().clean()
        if not self.errors:
            try:
                self.text = texts.cleaned_text(cleaned, cleaned["language"])
            except (TextTooLong, texts.TextRefused) as error:
                raise ValidationError("can't be saved as it is") from error
            if not cleaned["slug"].strip():
                del self.text["slug"]
        return cleaned
