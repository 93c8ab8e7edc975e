"""Where the feeds of a page are, for feed readers and for people."""

from django import template
from django.conf import settings
from django.urls import reverse

from portal.bilingual.languages import active_language
from portal.feeds.view import FORMATS

register = template.Library()
NAMES = {"atom": "Atom", "rss": "RSS", "json": "JSON Feed"}


@register.inclusion_tag("components/feed_links.html")
def feed_links(title, route, *named):
    """For the head of a page: ``{% feed_links topic.name "articles:topic_feed" topic.slug %}``."""
    site = settings.SITE_NAME[active_language()]
    return {"title": f"{title} · {site}", "addresses": _addresses(route, named)}


@register.inclusion_tag("components/feed_ways.html")
def feed_ways(title, route, *named):
    """For people, a link to each format: ``{% feed_ways _("Corrections") "articles:corrections_feed" %}``."""
    return {"title": title, "addresses": _addresses(route, named)}


def _addresses(route, named):
    """Type, name and address of each format."""
    return [
        (module.TYPE, NAMES[name], reverse(route, args=[*named, name])) for name, module in FORMATS.items()
    ]
