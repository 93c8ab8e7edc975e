from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organizations.enums import SEALS, Country, OrganizationKind
from portal.bilingual.languages import active_language

from .named import Named


class Organization(Named):
    """A body that articles talk about and that can be a party to a partnership."""

    name = models.CharField(_("name"), max_length=200, blank=True, null=True)
    short_name = models.CharField(_("short name"), max_length=80, blank=True, null=True)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganizationKind)
    country = models.CharField(_("country"), max_length=2, choices=Country, blank=True)
    seat = models.CharField(_("seat"), max_length=120, blank=True, null=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("part of"),
    )
    website = models.URLField(_("website"), blank=True)
    description = models.TextField(_("description"), blank=True, null=True)
    wikidata = models.CharField(_("Wikidata identifier"), max_length=20, blank=True)

    class Meta(Named.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        #: Of people, too: see ``organizations.merging``.
        permissions = [("merge_records", _("Can merge records of the directory"))]
        indexes = [
            models.Index(fields=["sort_key_ar", "id"], name="organization_directory_ar"),
            models.Index(fields=["sort_key_en", "id"], name="organization_directory_en"),
        ]

    def get_absolute_url(self):
        return reverse("organizations:detail", args=[self.slug])

    @property
    def label(self):
        """The short name, else the full one, in the active language."""
        return self.short_name or self.name

    @property
    def seal(self):
        return SEALS.get(self.kind, "circle")

    @property
    def name_in_other_language(self):
        return self.name_en if active_language() == "ar" else self.name_ar
