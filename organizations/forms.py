"""What the desk is asked before a record of the directory is made, renamed or merged."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.duplicates import duplicates_of
from organizations.merging import MergeError, refuse
from portal.bilingual.languages import LANGUAGES
from portal.careful_list import is_id

CALLED_BY = [f"{field}_{language}" for field in ("name", "short_name") for language in LANGUAGES]
#: What tells two records of one name apart.
TELLING = ("kind", "country", "parent")
LONGEST_NAME = 200
_ALIAS = re.compile(r"(aliases-\d{1,4})-name")


class RecordForm(forms.ModelForm):
    """Comes back once where a new name is like that of another record, and asks whether they are one."""

    #: The keys of the records of which the editor has said, in a box below the warning, that they are others.
    different = forms.CharField(required=False, label=gettext_lazy("different from"))

    def clean(self):
        cleaned = super().clean()
        if self._unanswered() and not self.errors:
            raise ValidationError(_("The directory may have this record already."), code="resembles")
        return cleaned

    @cached_property
    def similar(self):
        """The records that a name typed into this form resembles, the surest first."""
        if not (names := self._new_names()):
            return []
        telling = {name: self.cleaned_data.get(name) for name in TELLING if name in self.fields}
        return duplicates_of(type(self.instance)(pk=self.instance.pk, **telling), names)

    @property
    def is_asking(self):
        return self.is_bound and bool(self.similar)

    @property
    def is_answered(self):
        return not self._unanswered()

    @property
    def similar_keys(self):
        """What the box sends when it is ticked: it answers for the records that it was shown with."""
        return ",".join(str(like.record.pk) for like in self.similar)

    def save_differences(self):
        """Remember what the editor has said: nobody proposes these as duplicates again."""
        differing = [like.record for like in self.similar if str(like.record.pk) in self._said_to_differ]
        if differing:
            self.instance.different_from.add(*differing)

    @property
    def _said_to_differ(self):
        return set(filter(is_id, self.cleaned_data.get("different", "").split(",")))

    def _unanswered(self):
        return [like for like in self.similar if str(like.record.pk) not in self._said_to_differ]

    def _new_names(self):
        """The names that the record doesn't have yet; not the ambiguous ones, which others may have, too."""
        aliases, ambiguous = self._typed_aliases()
        typed = {self.cleaned_data.get(column) for column in CALLED_BY} | aliases
        new = typed - {self.initial.get(column) for column in CALLED_BY} - {None, ""} - ambiguous
        if new and self.instance.pk:
            new -= set(self.instance.aliases.values_list("name", flat=True))  # not translated: Alias.name
        return new

    def _typed_aliases(self):
        """The other names stand in rows below the form, which are cleaned after it."""
        aliases, ambiguous = set(), set()
        for field, value in self.data.items():
            row = _ALIAS.fullmatch(field)
            if row and f"{row[1]}-DELETE" not in self.data:
                is_ambiguous = f"{row[1]}-is_ambiguous" in self.data
                (ambiguous if is_ambiguous else aliases).add(str(value).strip()[:LONGEST_NAME])
        return aliases, ambiguous


class SurvivorForm(forms.Form):
    """Which record a duplicate is merged into."""

    def __init__(self, *args, duplicate, widget, **kwargs):
        super().__init__(*args, **kwargs)
        self._duplicate = duplicate
        self.fields["into"] = forms.ModelChoiceField(
            queryset=type(duplicate).objects.unmerged(), widget=widget, label=_("The record that stays")
        )

    def clean_into(self):
        into = self.cleaned_data["into"]
        try:
            refuse(self._duplicate, into)
        except MergeError as error:
            raise ValidationError(error.messages) from error
        return into
