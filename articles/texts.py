"""The text of one language on its way in: cleaned, measured, and compared with what is there."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.models import Article, Revision
from articles.models.article import TEXT_FIELDS
from articles.richtext import clean_html
from portal.bilingual.slugs import unicode_slug
from portal.bilingual.text import clean_line, clean_text


class TextRefused(ValidationError):
    """A text that can't be kept as it is; the message tells an editor why."""


def cleaned_text(text: dict, language: str) -> dict:
    """The columns of ``TEXT_FIELDS``, cleaned, with an address made from the headline where none is given.

    Raises TextRefused for a column that is too long: SQLite would keep it and PostgreSQL would not.
    """
    columns = {name: clean_line(text.get(name) or "") for name in TEXT_FIELDS}
    columns["body"] = clean_html(text.get("body") or "")
    columns["standfirst"] = clean_text(text.get("standfirst") or "")
    columns["slug"] = unicode_slug(columns["slug"] or columns["headline"], language)
    for name, value in columns.items():
        _refuse_too_long(Revision._meta.get_field(name), value)
    return columns


def is_changed(article: Article, language: str, text: dict, *, started_from: int | None = None) -> bool:
    """Whether saving this text would say anything new; what cleaning removes doesn't count.

    The comparison is with the revision of the number ``started_from``, which the writer saw, or with the
    newest one.
    """
    columns = cleaned_text(text, language)
    seen = _revision_seen(article, language, started_from) if article.pk else None
    if seen is None:
        return any(value for name, value in columns.items() if name != "slug")
    return seen.text != columns


def _refuse_too_long(field, value):
    if field.max_length and len(value) > field.max_length:
        message = _("“%(field)s” has more than %(most)s letters.")
        raise TextRefused(message, params={"field": field.verbose_name, "most": field.max_length})


def _revision_seen(article, language, number):
    if number is None:
        return Revision.objects.newest(article, language)
    return Revision.objects.filter(article=article, language=language, number=number).first()
