"""What the links at the head and the foot of a page depend on, so that they can be kept ready made."""

from collections.abc import Collection
from functools import lru_cache

from django import template
from django.urls import reverse

from articles.models import Topic
from portal.bilingual.languages import active_language

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
    links = _links(active_language(), tuple(topic.slug for topic in topics))
    return next((link for link in links if link in path), "")


@lru_cache(maxsize=8)
def _links(language, slugs):
    topics = (reverse("articles:topic", kwargs={"slug": slug}) for slug in slugs)
    return (*topics, *map(reverse, LEDGER_LINKS))
