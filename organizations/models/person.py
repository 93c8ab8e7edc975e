from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .named import Named


class Person(Named):
    """Somebody whom the record names, with the offices held over time."""

    name = models.CharField(_("name"), max_length=200, blank=True, null=True)
    biography = models.TextField(_("biography"), blank=True, null=True)

    class Meta(Named.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def get_absolute_url(self):
        return reverse("organizations:person", args=[self.slug])

    @property
    def initials(self):
        """First letters of the first and the last word, for the ring that stands where a portrait would."""
        words = (self.name or "").replace("-", " ").split()
        # The zero-width non-joiner keeps the forms of two Arabic letters apart, the narrow space the letters.
        return "\u200c\u202f".join(word.removeprefix("ال")[:1] for word in words[:1] + words[1:][-1:])
