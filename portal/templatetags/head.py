"""What the head of a page says twice: to browsers, and to those who share or index it."""

from html import unescape

from django import template
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from portal import open_data
from portal.schema_org import breadcrumbs, document

register = template.Library()


class KeepNode(template.Node):
    def __init__(self, nodelist, name):
        self.nodelist, self.name = nodelist, name

    def render(self, context):
        context[self.name] = mark_safe(" ".join(self.nodelist.render(context).split()))  # noqa: S308 -- rendered
        return ""


@register.tag
def keep(parser, token):
    """Keep on one line what stands between, blocks too: ``{% keep as title %}…{% endkeep %}{{ title }}``."""
    try:
        _tag, word, name = token.split_contents()
    except ValueError:
        word = name = ""
    if word != "as":
        raise template.TemplateSyntaxError("Write {% keep as name %}.")
    nodelist = parser.parse(("endkeep",))
    parser.delete_first_token()
    return KeepNode(nodelist, name)


@register.filter
def json_ld(data):
    """Structured data as the script that holds it."""
    return open_data.json_ld(data)


@register.simple_tag
def breadcrumb_data(page, here, name, url):
    """The same way back up as readers see, with the page itself; nothing for pages without an address."""
    if not page.path:
        return ""
    steps = [(_("Front page"), reverse("home")), (name, url), (unescape(here), page.path)]
    return open_data.json_ld(document(breadcrumbs(*steps)))
