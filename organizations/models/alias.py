from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.enums import AliasKind
from portal.bilingual.clean_columns import CleanColumns

from .dated import Dated
from .organization import Organization
from .person import Person


class BaseAlias(Dated, CleanColumns):
    """Another way in which a text may name somebody, in one language."""

    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=AliasKind, default=AliasKind.SPELLING)
    is_ambiguous = models.BooleanField(
        _("ambiguous"),
        default=False,
        help_text=_("Proposed only where the country or the full name stands in the same text."),
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.name


class Alias(BaseAlias):
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="aliases")

    class Meta(BaseAlias.Meta):
        verbose_name = _("other name of an organisation")
        verbose_name_plural = _("other names of organisations")
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "language", "name"], name="organization_alias_once"
            ),
        ]


class PersonAlias(BaseAlias):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="aliases")

    class Meta(BaseAlias.Meta):
        verbose_name = _("other name of a person")
        verbose_name_plural = _("other names of people")
        constraints = [
            models.UniqueConstraint(fields=["person", "language", "name"], name="person_alias_once"),
        ]
