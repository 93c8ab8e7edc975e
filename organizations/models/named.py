"""What organisations and people share: a name in each language and a place in the directory."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.querysets import NamedQuerySet
from portal.bilingual.alternates import InLanguages
from portal.bilingual.arabic import sort_key
from portal.bilingual.languages import LANGUAGES


class Named(InLanguages, models.Model):
    """A record of the directory: one ASCII slug for both languages, a name in each.

    The concrete model declares ``name`` itself, because modeltranslation registers concrete models.
    """

    slug = models.SlugField(
        _("address"),
        max_length=80,
        unique=True,
        help_text=_(
            "Latin letters and hyphens; one for both languages. It doesn’t change once it is public."
        ),
    )
    sort_key_ar = models.BinaryField(max_length=255, null=True, editable=False)
    sort_key_en = models.BinaryField(max_length=255, null=True, editable=False)
    is_demo = models.BooleanField(_("demonstration record"), default=False, editable=False)

    objects = NamedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(name_ar__isnull=False) | Q(name_en__isnull=False),
                name="%(class)s_has_a_name",
                violation_error_message=_("Write a name in at least one language."),
            ),
        ]

    def __str__(self):
        return self.name or self.name_ar or self.name_en or self.slug

    def save(self, *args, **kwargs):
        for language in LANGUAGES:
            name = getattr(self, f"name_{language}") or None
            setattr(self, f"name_{language}", name)
            setattr(self, f"sort_key_{language}", sort_key(name) if name else None)
        super().save(*args, **kwargs)

    def is_live_in(self, language):
        return bool(getattr(self, f"name_{language}"))
