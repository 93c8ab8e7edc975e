from django import forms
from django.core.exceptions import ValidationError

LARGEST_NUMBER = 2**31 - 2
#: What a hidden field held that no browser of ours sends.
NO_NUMBER = -1


class SeenNumber(forms.IntegerField):
    """The number of a revision in a hidden field: nonsense is a revision that does not exist."""

    def __init__(self):
        super().__init__(min_value=0, max_value=LARGEST_NUMBER, required=False, widget=forms.HiddenInput)

    def clean(self, value):
        try:
            return super().clean(value)
        except ValidationError:
            return NO_NUMBER
