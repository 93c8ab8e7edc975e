"""Which fields of the directory exist once per language (modeltranslation reads this file at start)."""

from modeltranslation.translator import TranslationOptions, register

from .models import Organization, Person, Position


@register(Organization)
class OrganizationTranslation(TranslationOptions):
    fields = ("name", "short_name", "seat", "description")
    required_languages = ()


@register(Person)
class PersonTranslation(TranslationOptions):
    fields = ("name", "biography")
    required_languages = ()


@register(Position)
class PositionTranslation(TranslationOptions):
    fields = ("title",)
    required_languages = ()
