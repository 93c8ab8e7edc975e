from django.db import models

from organizations.models.alias import BaseAlias

from .partnership import Partnership


class PartnershipAlias(BaseAlias):
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="aliases")

    class Meta(BaseAlias.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "language", "name"], name="partnership_alias_once"
            ),
        ]
