"""What a search can be narrowed by, with how many of the matches each choice leaves.

The counts are of the matches that were ranked, so what they add up to is what the page says it found. One
choice of each kind: what is chosen is shown alone, with the way to drop it.
"""

from collections import Counter
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from organizations.models import Organization
from portal.index import Kind, Order

from .address import days_of

MOST_CHOICES = 8


@dataclass(frozen=True)
class Choice:
    """``address`` is the search narrowed by it; of the one that is chosen, the search without it."""

    label: str
    number: int
    address: str
    is_chosen: bool = False


@dataclass(frozen=True)
class Facet:
    name: str
    choices: list


def tabs(hits, asked):
    """All matches, then those of each kind that has any; ``hits`` are found without asking for a kind."""
    numbers = Counter(hit.kind for hit in hits)
    shown = [kind for kind in Kind if numbers[kind] or kind == asked.kind]
    every = Choice(_("All"), len(hits), asked.address(type=""), asked.kind is None)
    return [
        every,
        *(Choice(kind.label, numbers[kind], asked.address(type=kind), kind == asked.kind) for kind in shown),
    ]


def facets(hits, asked, topics, language):
    """Topic, organisation and year, those of which there is anything to choose. One query."""
    offered = (
        Facet(_("Topic"), _topics(hits, asked, topics)),
        Facet(_("Organisation"), _organizations(hits, asked, language)),
        Facet(_("Year"), _years(hits, asked)),
    )
    return [facet for facet in offered if facet.choices]


def orders(asked):
    """The two orders in which results may stand."""
    return [
        Choice(label, 0, asked.address(sort=value), asked.order == order)
        for order, value, label in (
            (Order.RELEVANCE, "", _("Most relevant")),
            (Order.NEWEST, Order.NEWEST, pgettext("order of results", "Newest")),
        )
    ]


def chosen(asked):
    """The filters that are set, in words, each with the address of the search without it."""
    parts = [
        (_("Topic"), asked.topic and (asked.topic.name or asked.topic.slug), {"topic": ""}),
        (_("Organisation"), asked.organization and _called(asked.organization), {"organization": ""}),
    ]
    if asked.year:
        parts.append((_("Year"), str(asked.year), {"since": "", "until": ""}))
    else:
        parts.append((_("From"), asked.since, {"since": ""}))
        parts.append((_("Until"), asked.until, {"until": ""}))
    return [
        {"name": name, "value": value, "without": asked.address(**dropped)}
        for name, value, dropped in parts
        if value
    ]


def _called(organization):
    return organization.label or organization.slug


def _topics(hits, asked, topics):
    numbers = Counter(hit.topic for hit in hits)
    if asked.topic:
        label = asked.topic.name or asked.topic.slug
        return [Choice(label, len(hits), asked.address(topic=""), is_chosen=True)]
    return [
        Choice(topic.name, numbers[topic.pk], asked.address(topic=topic.slug))
        for topic in sorted(topics, key=lambda topic: -numbers[topic.pk])
        if numbers[topic.pk]
    ]


def _organizations(hits, asked, language):
    if asked.organization:
        address = asked.address(organization="")
        return [Choice(_called(asked.organization), len(hits), address, is_chosen=True)]
    numbers = Counter(pk for hit in hits for pk in set(hit.organizations))
    # Some have no name in this language.
    likely = [pk for pk, _number in numbers.most_common(2 * MOST_CHOICES)]
    columns = ("slug", f"short_name_{language}", f"name_{language}")
    named = Organization.objects.named_in(language).only(*columns).in_bulk(likely)
    return [
        Choice(named[pk].label, numbers[pk], asked.address(organization=named[pk].slug))
        for pk in likely
        if pk in named
    ][:MOST_CHOICES]


def _years(hits, asked):
    if asked.year:
        address = asked.address(since="", until="")
        return [Choice(str(asked.year), len(hits), address, is_chosen=True)]
    if asked.since or asked.until:
        return []
    kuwait = timezone.get_current_timezone()  # once: to ask for it takes longer than all else here
    numbers = Counter(hit.published_at.astimezone(kuwait).year for hit in hits if hit.published_at)
    return [
        Choice(str(year), numbers[year], asked.address(since=first.isoformat(), until=last.isoformat()))
        for year in sorted(numbers, reverse=True)[:MOST_CHOICES]
        for first, last in [days_of(year)]
    ]
