"""Structured data of the directory's pages: ``{% organization_data organization %}`` in the head."""

from django import template

from organizations import structured_data
from portal.bilingual.languages import active_language
from portal.open_data import json_ld

register = template.Library()


@register.simple_tag
def organization_data(organization):
    """Who the organisation is, for search engines."""
    return json_ld(structured_data.organization_data(organization, active_language()))


@register.simple_tag
def person_data(person, positions):
    """Who the person is; ``positions`` with their organisations."""
    return json_ld(structured_data.person_data(person, list(positions), active_language()))
