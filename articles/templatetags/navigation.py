"""What the links at the head and the foot of a page depend on, so that they can be kept ready made."""

from collections.abc import Collection

from django import template
from django.urls import reverse

from articles.models import Topic

register = template.Library()

LEDGER_LINKS = ("partnerships:network", "partnerships:list", "organizations:list")


@register.filter
def fingerprint(topics: Collection[Topic]) -> str:
    """All that a link to a topic shows, of each: ``{% cache 300 menu topics|fingerprint %}``."""
    return "\n".join(f"{topic.slug} {topic.motif} {topic.name}" for topic in topics)


@register.simple_tag
def current_link(page, article, topics) -> str:
    """Where the link leads that the page belongs to; empty where it belongs to none.

    ``{% current_link page article topics as current %}``. An article belongs to its topic.
    """
    if article:
        return article.topic.get_absolute_url() if article.topic in topics else ""
    path = getattr(page, "path", "")
    links = (topic.get_absolute_url() for topic in topics)
    ledger_links = map(reverse, LEDGER_LINKS)
    return next((link for link in (*links, *ledger_links) if link in path), "")
