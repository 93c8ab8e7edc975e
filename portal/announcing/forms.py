from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from portal.outside import Refused
from portal.outside.places import is_plainly_private, place_of

from .enums import Event


class WebhookForm(forms.ModelForm):
    events = forms.MultipleChoiceField(
        label=capfirst(pgettext_lazy("webhook", "events")),
        choices=Event.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=list(Event),
    )

    def clean_url(self):
        """Says at once what would be refused at each delivery, as far as the address alone tells."""
        url = self.cleaned_data["url"]
        try:
            place = place_of(url)
        except Refused as error:
            raise ValidationError(_("The portal does not go to this address.")) from error
        if is_plainly_private(place):
            raise ValidationError(_("The portal does not go to this address."))
        if not (place.is_secure or place.is_trusted):
            raise ValidationError(_("The address must begin with https://."))
        return url
