from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.models import Picture
from articles.picture_files import store
from articles.uploads import read_picture
from portal.object_storage import StorageAway

WORDS = ("alt_ar", "alt_en", "caption_ar", "caption_en")


class PictureForm(forms.ModelForm):
    """A picture and its words. An upload is decoded and encoded again; only our own bytes are stored."""

    class Meta:
        model = Picture
        fields = ("file", *WORDS, "credit", "focus_x", "focus_y")
        widgets = {name: forms.Textarea(attrs={"rows": 2, "class": "vTextField"}) for name in WORDS}

    def clean_file(self):
        """Return the name under which the file is stored, which is the hash of its content."""
        self.processed = read_picture(self.cleaned_data["file"])
        known = Picture.objects.filter(file=self.processed.name).first()
        if known:
            raise ValidationError(_known_already(known))
        self.instance.width = self.processed.width
        self.instance.height = self.processed.height
        return self.processed.name

    def clean(self):
        """Store the file last, here and not in ``save``: a full disk then is an error of the form."""
        cleaned = super().clean()
        if "file" in self.fields and not self.errors:
            try:
                store(self.processed.name, self.processed.bytes)
            except OSError as error:
                self.add_error("file", _not_stored(error))
        return cleaned


def _not_stored(error):
    if isinstance(error, StorageAway):
        return _("The storage for pictures doesn’t answer. Nothing was saved; try again in a few minutes.")
    return _("The file could not be stored. Is the disk full?")


def _known_already(picture):
    url = reverse("admin:articles_picture_change", args=[picture.pk])
    message = _("This picture is in the library already:")
    return format_html('{} <a href="{}"><bdi>{}</bdi></a>', message, url, picture)
