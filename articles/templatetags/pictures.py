"""Pictures as a page shows them: several sizes and formats, of which the browser takes one."""

import json
import re
from html import unescape

from django import template
from django.core.files.storage import default_storage
from django.template.loader import get_template
from django.utils.safestring import mark_safe

from articles.models import Picture
from articles.renditions import shown

register = template.Library()

# A value may hold ">", which HTML doesn't escape there, and never a quotation mark.
_IMAGE = re.compile(r'<img(?:[^>"]|"[^"]*")*>')
_NAME = re.compile(r'\ssrc="/media/([^"]+)"')
_ALT = re.compile(r'\salt="([^"]*)"')


@register.simple_tag
def shown_as(picture, use):
    """What of a picture is offered to the browser for this use; see ``articles.renditions``."""
    return shown(picture, use or "card", default_storage.url)


@register.filter
def with_renditions(body, article):
    """The text of an article, its pictures offered in the sizes that there are. No query.

    The article must have been loaded with ``for_page``.
    """
    pictures = {picture.file.name: picture for picture in map(_picture, article.body_picture_rows or ())}
    if not pictures:
        return body
    return mark_safe(_IMAGE.sub(lambda image: _figure(image[0], pictures), body))  # noqa: S308 -- as the body


def _picture(row):
    """PostgreSQL puts JSON into JSON as it is, SQLite as its text."""
    file, night_file, width, height, renditions = row
    if isinstance(renditions, str):
        renditions = json.loads(renditions)
    return Picture(file=file, night_file=night_file, width=width, height=height, renditions=renditions)


def _figure(image, pictures):
    name, alt = _NAME.search(image), _ALT.search(image)
    picture = pictures.get(name[1]) if name else None
    if picture is None:
        return image
    context = {"picture": picture, "alt": unescape(alt[1]) if alt else "", "use": "figure"}
    return get_template("components/picture.html").render(context).strip()
