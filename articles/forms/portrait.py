from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.models import Author, Picture, Portrait
from articles.portraits import choose_portrait
from organizations.forms import RecordForm
from portal.bilingual.loaded_choice import LoadedAutocomplete


class PortraitField(forms.Form):
    """Beside the columns of a record: the picture of the library that stands for it."""

    portrait = forms.ModelChoiceField(
        Picture.objects.all(),
        label=_("portrait"),
        required=False,
        help_text=_("Readers see it on the page at once, with the alternative text of the picture."),
        widget=LoadedAutocomplete(Portrait._meta.get_field("picture"), admin.site),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        shown = getattr(self.instance, "portrait", None) if self.instance.pk else None
        if "portrait" in self.fields and shown:
            self.initial.setdefault("portrait", shown.picture_id)
            self.fields["portrait"].widget.loaded = shown.picture

    def save_portrait(self):
        if "portrait" in self.changed_data:
            choose_portrait(self.instance, self.cleaned_data["portrait"])


class PersonForm(PortraitField, RecordForm):
    """A person of the directory, with a portrait."""


class AuthorForm(PortraitField, forms.ModelForm):
    """An author, with a portrait."""

    class Meta:
        model = Author
        fields = ("slug", "user")
