"""Which fields of the newsroom exist once per language (modeltranslation reads this file at start)."""

from modeltranslation.translator import TranslationOptions, register

from .models import Article, Author, Picture, Topic
from .models.article import TEXT_FIELDS


@register(Topic)
class TopicTranslation(TranslationOptions):
    fields = ("name", "description")
    required_languages = ()


@register(Author)
class AuthorTranslation(TranslationOptions):
    fields = ("name", "biography")
    required_languages = ()


@register(Picture)
class PictureTranslation(TranslationOptions):
    fields = ("alt", "caption")
    required_languages = ()


@register(Article)
class ArticleTranslation(TranslationOptions):
    fields = (
        *TEXT_FIELDS,
        "reading_minutes",
        "published_at",
        "changed_at",
        "withdrawn_at",
        "withdrawal_reason",
        "follows_at",
        "stale_since",
    )
    required_languages = ()
