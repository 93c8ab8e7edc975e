"""Which fields of a page exist once per language (modeltranslation reads this file at start)."""

from modeltranslation.translator import TranslationOptions, register

from .models import StandingPage


@register(StandingPage)
class StandingPageTranslation(TranslationOptions):
    fields = ("title", "body")
    required_languages = ()
