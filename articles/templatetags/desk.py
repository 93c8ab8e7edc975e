"""What the screens of the desk show of times and places."""

from django import template

from articles.comparing import in_numbers
from articles.dates import clock

register = template.Library()


@register.filter
def short_moment(moment):
    """The time of day, with the day where that is not today; nothing of None."""
    return clock(moment) if moment else ""


@register.filter
def numbers(places):
    """Numbers for an attribute: ``data-behind="{{ places|numbers }}"`` → "0 3 4"."""
    return in_numbers(places)
