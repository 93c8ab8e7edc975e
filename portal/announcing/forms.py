from django import forms
from django.utils.translation import pgettext_lazy

from .enums import Event


class WebhookForm(forms.ModelForm):
    events = forms.MultipleChoiceField(
        label=pgettext_lazy("webhook", "events"),
        choices=Event.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=list(Event),
    )
