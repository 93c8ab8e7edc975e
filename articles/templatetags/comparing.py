"""What came, went or stayed, as ``<ins>``, ``<del>`` and plain words."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.comparing import Segment, Status
from articles.comparing.tokens import Style
from portal.bilingual.languages import direction

register = template.Library()


@register.filter
def marked_up(segments: list[Segment], language: str) -> SafeString:
    """The words of a compared text in ``language``, each change told to eyes and to screen readers.

    Usage, inside an element with that language's lang and dir: ``{{ block.segments|marked_up:language }}``.
    """
    pieces = ((_segment(segment, language), " " if segment.has_space else "") for segment in segments)
    return format_html_join("", "{}{}", pieces)


@register.filter
def change_mark(status: Status, words: str) -> SafeString:
    """Plain words marked as what came or went. Usage: ``{{ block.status|change_mark:"———" }}``."""
    tags = {Status.REMOVED: "del", Status.ADDED: "ins"}
    return _marked(tags[status], words) if status in tags else format_html("{}", words)


def _segment(segment, language):
    words = _words(segment)
    if segment.status == Status.SAME:
        return words
    if segment.status == Status.CHANGED:
        lost, gained = _restyled("del", segment.lost), _restyled("ins", segment.gained)
        return format_html('<span class="restyled">{}{}{}</span>', words, lost, gained)
    # Words of both scripts would else be torn apart by those around them.
    attribute = format_html(' dir="{}"', direction(language)) if segment.mixes_scripts else ""
    is_removed = segment.status == Status.REMOVED
    told = format_html("{}{}", words, _style(segment.lost if is_removed else segment.gained))
    return _marked("del" if is_removed else "ins", told, attribute)


def _words(segment):
    if segment.picture:
        return format_html('<img src="{}" alt="" loading="lazy">', segment.picture)
    return format_html("{}", segment.text)


def _marked(tag, words, attribute=""):
    meaning = _("removed:") if tag == "del" else _("added:")
    own = get_language()
    return format_html(
        '<{}{}><span class="visually-hidden" lang="{}" dir="{}">({} </span>{}'
        '<span class="visually-hidden">)</span></{}>',
        *(tag, attribute, own, direction(own), meaning, words, tag),
    )


def _restyled(tag, style):
    told = _style(style)
    return format_html(" {}", _marked(tag, told)) if told else ""


def _style(style: Style):
    own = get_language()
    told = [
        (own, direction(own), _part(name, value)) for name, value in sorted(style) if _is_told(name, value)
    ]
    return format_html_join("", ' <span class="style" lang="{}" dir="{}">{}</span>', told)


def _is_told(name, value):
    return bool(value) or name in {"strong", "em"}


def _part(name, value):
    names = {
        "strong": _("bold"),
        "em": _("emphasis"),
        "link": _("link:"),
        "lang": _("language:"),
        "alt": _("words for the picture:"),
    }
    return format_html("{} <bdi>{}</bdi>", names[name], value) if value else names[name]
