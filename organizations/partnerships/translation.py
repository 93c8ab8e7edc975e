"""Which fields of the ledger exist once per language (modeltranslation reads this file at start)."""

from modeltranslation.translator import TranslationOptions, register

from .models import (
    Change,
    Commitment,
    CommitmentUpdate,
    Partnership,
    PartnershipUpdate,
    Reply,
    Signatory,
    Source,
)


@register(Partnership)
class PartnershipTranslation(TranslationOptions):
    fields = ("title", "summary", "place", "event")
    required_languages = ()


@register(Signatory)
class SignatoryTranslation(TranslationOptions):
    fields = ("office",)
    required_languages = ()


@register(Source)
class SourceTranslation(TranslationOptions):
    fields = ("publisher", "title")
    required_languages = ()


@register(Commitment)
class CommitmentTranslation(TranslationOptions):
    fields = ("statement", "unit", "due_text", "due_condition")
    required_languages = ()


@register(PartnershipUpdate)
class PartnershipUpdateTranslation(TranslationOptions):
    fields = ("note",)
    required_languages = ()


@register(CommitmentUpdate)
class CommitmentUpdateTranslation(TranslationOptions):
    fields = ("note",)
    required_languages = ()


@register(Reply)
class ReplyTranslation(TranslationOptions):
    fields = ("text",)
    required_languages = ()


@register(Change)
class ChangeTranslation(TranslationOptions):
    fields = ("note",)
    required_languages = ()
