from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.models.alias import BaseAlias

from .partnership import Partnership


class PartnershipAlias(BaseAlias):
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="aliases")

    class Meta(BaseAlias.Meta):
        verbose_name = _("other name of an entry")
        verbose_name_plural = _("other names of entries")
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "language", "name"], name="partnership_alias_once"
            ),
        ]
