"""What an entry says, as markup for readers elsewhere."""

import re

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

# Markup that a browser would understand: nh3 or a template wrote it, so a value has no quotation mark.
_TAG = re.compile(r'<[a-z](?:[^>"]|"[^"]*")*>')
_OWN_ADDRESS = re.compile(r'(\s(?:href|src)=")/(?!/)')
#: A template leaves a line for each of its tags; none of what feeds show keeps its lines.
_EMPTY_LINES = re.compile(r"\s*\n\s*")


def render_content(template: str, context: dict) -> SafeString:
    """The template's markup in few lines; what leads to a page of the portal still does."""
    html = render_to_string(template, context).strip()
    return with_absolute_addresses(_EMPTY_LINES.sub("\n", html))


def with_absolute_addresses(html: str) -> SafeString:
    return SafeString(_TAG.sub(_absolute_tag, html))


def _absolute_tag(found):
    return _OWN_ADDRESS.sub(rf"\g<1>{settings.SITE_URL}/", found[0])
