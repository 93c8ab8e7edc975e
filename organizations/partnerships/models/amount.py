from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organizations.partnerships.currencies import name_of
from organizations.partnerships.enums import AmountStage

from .commitment import Commitment
from .partnership import Partnership
from .row import LedgerRow
from .source import Source


class Amount(LedgerRow):
    """A sum of money as a source states it, of an entry or of one announced item; never added up."""

    TEXT = ("value",)

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="amounts")
    commitment = models.ForeignKey(
        Commitment,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="amounts",
        verbose_name=_("announced item"),
    )
    value = models.DecimalField(
        _("amount"), max_digits=20, decimal_places=3, null=True, validators=[MinValueValidator(0)]
    )
    currency = models.CharField(
        _("currency"),
        max_length=3,
        validators=[RegexValidator(r"^[A-Z]{3}\Z", _("Three capital letters, such as KWD (ISO 4217)."))],
    )
    stage = models.CharField(_("stage"), max_length=9, choices=AmountStage)
    source = models.ForeignKey(
        Source,
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="amounts",
        verbose_name=_("source"),
    )

    class Meta(LedgerRow.Meta):
        ordering = ["pk"]
        verbose_name = _("amount of money")
        verbose_name_plural = _("amounts of money")
        constraints = [
            models.CheckConstraint(
                condition=Q(value__gte=0) | Q(value=None, redaction__isnull=False), name="amount_has_a_value"
            ),
        ]

    def __str__(self):
        return f"{self.value} {self.currency}"

    @property
    def currency_name(self):
        return name_of(self.currency)
