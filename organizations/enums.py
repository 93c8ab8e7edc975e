from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrganizationKind(models.TextChoices):
    REGULATOR = "regulator", _("regulator")
    MINISTRY = "ministry", _("ministry")
    GOVERNMENT = "government", _("government")
    PUBLIC_BODY = "public_body", _("public body")
    COMPANY = "company", _("company")
    INTERGOVERNMENTAL = "intergovernmental", _("intergovernmental organisation")
    EMBASSY = "embassy", _("embassy")


class AliasKind(models.TextChoices):
    SPELLING = "spelling", _("spelling")
    ACRONYM = "acronym", _("acronym")
    SHORT = "short", pgettext_lazy("kind of name", "short name")
    FORMER = "former", _("former name")


class Likeness(models.TextChoices):
    """Why two records may be one, the surest first."""

    SAME_NAME = "same_name", _("the same name")
    SAME_WORDS = "same_words", _("the same words, written in another way")
    ONE_LETTER = "one_letter", _("one letter apart")


class Country(models.TextChoices):
    """ISO 3166-1 codes of the countries on record; a new one is added with its name in both languages."""

    KUWAIT = "KW", _("Kuwait")
    SAUDI_ARABIA = "SA", _("Saudi Arabia")
    EMIRATES = "AE", _("United Arab Emirates")
    QATAR = "QA", _("Qatar")
    BAHRAIN = "BH", _("Bahrain")
    OMAN = "OM", _("Oman")
    IRAQ = "IQ", _("Iraq")
    TUNISIA = "TN", _("Tunisia")
    EGYPT = "EG", _("Egypt")
    PAKISTAN = "PK", _("Pakistan")
    CHINA = "CN", _("China")
    FRANCE = "FR", _("France")
    UNITED_STATES = "US", _("United States")


#: Of these there is one in each country, often of the same name.
NATIONAL_KINDS = frozenset(
    {
        OrganizationKind.REGULATOR,
        OrganizationKind.MINISTRY,
        OrganizationKind.GOVERNMENT,
        OrganizationKind.PUBLIC_BODY,
        OrganizationKind.EMBASSY,
    }
)

#: Which figure stands for which kind of organisation (visual specification, section 8).
SEALS = {
    OrganizationKind.REGULATOR: "khatam",
    OrganizationKind.MINISTRY: "khatam",
    OrganizationKind.GOVERNMENT: "khatam",
    OrganizationKind.PUBLIC_BODY: "khatam",
    OrganizationKind.COMPANY: "circle",
    OrganizationKind.INTERGOVERNMENTAL: "hexagon",
    OrganizationKind.EMBASSY: "diamond",
}
