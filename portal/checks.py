"""Misconfiguration is found at start-up, each kind with its id and its remedy."""

from django.conf import settings
from django.core import checks

from portal.bilingual.languages import LANGUAGES


@checks.register
def languages_are_arabic_and_english(app_configs, **kwargs):
    if tuple(code for code, _name in settings.LANGUAGES) == LANGUAGES:
        return []
    return [
        checks.Error(
            "LANGUAGES must be Arabic and English, in this order.",
            hint="The columns, slugs and addresses exist for ar and en only.",
            id="portal.E001",
        )
    ]


@checks.register(checks.Tags.security, deploy=True)
def site_url_is_public(app_configs, **kwargs):
    if settings.SITE_URL.startswith("https://"):
        return []
    return [
        checks.Error(
            "SITE_URL is not an https address.",
            hint="Set SITE_URL=https://your.domain; canonical links, cookies and HSTS follow it.",
            id="portal.E002",
        )
    ]
