from django import forms
from django.utils.translation import gettext_lazy as _

from portal.bilingual.languages import direction


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        label=_("public reason"),
        max_length=300,
        help_text=_("Readers who follow an old link see this reason and the date."),
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )

    def __init__(self, *args, language, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].widget.attrs |= {"lang": language, "dir": direction(language)}
