"""What the currencies that our sources name are called; ISO 4217 has far more than a reader meets here."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Currency(models.TextChoices):
    KWD = "KWD", _("Kuwaiti dinar")
    USD = "USD", _("US dollar")
    EUR = "EUR", _("euro")
    SAR = "SAR", _("Saudi riyal")
    AED = "AED", _("UAE dirham")
    QAR = "QAR", _("Qatari riyal")
    BHD = "BHD", _("Bahraini dinar")
    OMR = "OMR", _("Omani rial")
    GBP = "GBP", _("pound sterling")
    CNY = "CNY", _("Chinese yuan")
    PKR = "PKR", _("Pakistani rupee")


def name_of(code: str) -> str:
    """The name in the active language; the code where we have none."""
    return str(Currency(code).label) if code in Currency else code
