"""The two languages, in the order in which the portal names them."""

from django.utils.translation import get_language

LANGUAGES = ("ar", "en")

#: What each calls itself, without the vowel signs that Django's list sets.
OWN_NAMES = {"ar": "العربية", "en": "English"}


def active_language() -> str:
    """The language being spoken now; Arabic where none is, as in a command that switched translation off."""
    language = get_language()
    return language if language in LANGUAGES else LANGUAGES[0]


def other(language: str) -> str:
    return "en" if language == "ar" else "ar"


def direction(language: str) -> str:
    return "rtl" if language == "ar" else "ltr"
