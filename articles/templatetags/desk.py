"""What the screens of the desk show of times and places."""

from django import template

from articles import dates
from articles.comparing import in_numbers

register = template.Library()


@register.filter
def short_moment(moment):
    """The time of day, with the day where that is not today; nothing of None."""
    return dates.clock(moment) if moment else ""


@register.filter
def short_day(moment):
    """The day, with the year where that is not the current one."""
    return dates.short_day(moment)


@register.filter
def number_of_differences(found):
    """How many there are in both languages, with those that are not shown."""
    return sum(len(differences) + more for _language, differences, more in found)


@register.filter
def numbers(places):
    """Numbers for an attribute: ``data-behind="{{ places|numbers }}"`` → "0 3 4"."""
    return in_numbers(places)
