"""The two languages, in the order in which the portal names them."""

LANGUAGES = ("ar", "en")


def other(language: str) -> str:
    return "en" if language == "ar" else "ar"


def direction(language: str) -> str:
    return "rtl" if language == "ar" else "ltr"
