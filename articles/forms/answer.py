from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.enums import Act, OtherEdition
from articles.models import Correction
from articles.transitions import NEEDS_NOTE
from portal.bilingual.text import has_words

from .correction import named


class AnswerForm(forms.Form):
    """What an edition answers to a correction of the other one: it needs none, or has had one since."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("This edition"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose an answer.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Why it is not affected"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField", "dir": "auto"}),
    )

    def __init__(self, data=None, *, correction):
        super().__init__(data)
        self.later = {str(row.pk): row for row in Correction.objects.after(correction)}
        same = _("made the same correction:")
        later = [(pk, format_html("{} {}", same, named(row))) for pk, row in self.later.items()]
        self.fields["outcome"].choices = [(OtherEdition.NOT_AFFECTED.value, _("is not affected")), *later]

    @property
    def answer(self):
        """What ``correcting.answer`` needs."""
        twin = self.later.get(self.cleaned_data["outcome"])
        return {"twin": twin} if twin else {"unaffected": self.cleaned_data["reason"]}

    def clean(self):
        typed = super().clean()
        is_unaffected = typed.get("outcome") == OtherEdition.NOT_AFFECTED
        if is_unaffected and "reason" in typed and not has_words(typed["reason"]):
            self.add_error("reason", NEEDS_NOTE[Act.ANSWERED])
        return typed
