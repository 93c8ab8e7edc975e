"""What templates need in order to set two languages on one page."""

from django import template
from django.template.defaultfilters import date as format_date
from django.utils import timezone

from portal.bilingual.hijri import hijri_date
from portal.bilingual.languages import OWN_NAMES, active_language, direction, other

register = template.Library()


@register.filter
def iso(moment):
    """A moment or a day for machines: ISO 8601 with the offset of Kuwait. ``datetime="{{ x|iso }}"``."""
    if hasattr(moment, "utcoffset"):
        return timezone.localtime(moment).isoformat(timespec="seconds")
    return moment.isoformat()


@register.filter(expects_localtime=True)
def day(moment):
    """A day in words of the active language: «24 مايو 2023», "24 May 2023". Usage: ``{{ at|day }}``."""
    return format_date(moment, "j F Y")


@register.filter(expects_localtime=True)
def day_beside(moment, other_moment):
    """A day in words that is told beside another moment; with the time where both are of one day."""
    is_one_day = timezone.localtime(moment).date() == timezone.localtime(other_moment).date()
    return format_date(moment, "j F Y H:i" if is_one_day else "j F Y")


@register.filter(expects_localtime=True)
def hijri(moment):
    """The Hijri date to stand beside the Gregorian: ``{{ at|hijri }}`` → «5 ربيع الأول 1447 هـ (أم القرى)».

    Empty on English pages, and on days for which the calendar isn't tabulated.
    """
    return hijri_date(moment) if active_language() == "ar" else ""


@register.simple_tag
def hijri_today():
    """The same of today in Kuwait: ``{% hijri_today as hijri %}``."""
    return hijri(timezone.localdate())


@register.filter
def entry_number(number):
    """The number of a ledger entry in three digits: ``{{ partnership.number|entry_number }}`` → 002."""
    return f"{number:03d}"


@register.filter
def quantity(number):
    """A number with thousands commas and no idle decimals, the same in both languages: 5,000."""
    return f"{number.normalize():,f}" if hasattr(number, "normalize") else f"{number:,}"


@register.simple_tag
def text_direction(language=None):
    """``{% text_direction %}`` → rtl or ltr, of the active language or of the one given."""
    return direction(language or active_language())


@register.simple_tag
def own_name(language):
    """``{% own_name "ar" %}`` → what the language calls itself."""
    return OWN_NAMES[language]


@register.simple_tag
def other_language():
    """``{% other_language as code %}`` → the code of the language that the page is not in."""
    return other(active_language())
