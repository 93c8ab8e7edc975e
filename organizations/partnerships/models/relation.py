from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organizations.partnerships.enums import RelationKind

from .partnership import Partnership
from .row import LedgerRow


class Relation(LedgerRow):
    """That one entry renews, implements or replaces another."""

    NAMES = ("other",)

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(_("relation"), max_length=10, choices=RelationKind)
    other = models.ForeignKey(
        Partnership, on_delete=models.PROTECT, null=True, related_name="related_from", verbose_name=_("entry")
    )

    class Meta(LedgerRow.Meta):
        ordering = ["pk"]
        verbose_name = _("relation to another entry")
        verbose_name_plural = _("relations to other entries")
        constraints = [
            models.UniqueConstraint(fields=["partnership", "kind", "other"], name="relation_once"),
            models.CheckConstraint(
                condition=~Q(partnership=F("other")),
                name="relation_leads_to_another_entry",
                violation_error_message=_("An entry can’t be related to itself."),
            ),
            models.CheckConstraint(
                condition=Q(other__isnull=False) | Q(redaction__isnull=False), name="relation_leads_somewhere"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.other}"
