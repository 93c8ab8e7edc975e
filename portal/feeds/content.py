"""What an entry says, as markup for readers elsewhere."""

import re

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from portal.addresses import with_whole_addresses

#: A template leaves a line for each of its tags; none of what feeds show keeps its lines.
_EMPTY_LINES = re.compile(r"\s*\n\s*")


def render_content(template: str, context: dict) -> SafeString:
    """The template's markup in few lines; what leads to a page of the portal still does."""
    html = render_to_string(template, context).strip()
    return SafeString(with_whole_addresses(_EMPTY_LINES.sub("\n", html)))
