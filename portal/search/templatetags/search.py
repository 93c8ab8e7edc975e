"""A text in which the places that were found are marked."""

from collections.abc import Iterable

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from portal.search.snippets import Part

register = template.Library()


@register.filter
def with_marks(parts: Iterable[Part]) -> SafeString:
    """Its parts, escaped, the matches in ``<mark>``. Usage: ``{{ row.name|with_marks }}``."""
    pieces = (f"<mark>{escape(text)}</mark>" if is_match else escape(text) for text, is_match in parts)
    return mark_safe("".join(pieces))  # noqa: S308 -- each piece is escaped
