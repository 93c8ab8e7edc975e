from django import forms
from django.utils.translation import gettext_lazy as _

from articles.previews import HOURS

LIFETIMES = [(24, _("1 day")), (HOURS, _("2 days")), (7 * 24, _("7 days"))]


class PreviewLinkForm(forms.Form):
    """How long a link to an unpublished text works."""

    hours = forms.TypedChoiceField(label=_("works for"), choices=LIFETIMES, coerce=int, initial=HOURS)
