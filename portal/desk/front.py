"""The front page of the admin: what needs the person, and the panels that show it."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from .panel import Count
from .panels import PANELS


def front(user) -> dict:
    """What the page shows to ``user``: the panels that are theirs, and how much they ask for together."""
    panels = [panel for panel in (build(user) for build in PANELS) if panel]
    totals = [panel for panel in panels if panel.count is not None]
    count = sum((panel.count for panel in totals), Count(0))
    return {"greeting": greeting(count), "today": timezone.localdate(), "panels": panels, "totals": totals}


def greeting(count: Count) -> str:
    if not count.number:
        return _("Nothing waits for you.")
    if count.is_more:
        words = ngettext(
            "More than %(number)s thing needs you.", "More than %(number)s things need you.", count.number
        )
    else:
        words = ngettext("%(number)s thing needs you.", "%(number)s things need you.", count.number)
    return words % {"number": _number(count)}


def _number(count):
    """Small numbers begin the sentence as words; in Arabic one and two are said by the noun itself."""
    words = [
        pgettext("how many things", "One"),
        pgettext("how many things", "Two"),
        pgettext("how many things", "Three"),
        pgettext("how many things", "Four"),
        pgettext("how many things", "Five"),
        pgettext("how many things", "Six"),
        pgettext("how many things", "Seven"),
        pgettext("how many things", "Eight"),
        pgettext("how many things", "Nine"),
        pgettext("how many things", "Ten"),
    ]
    return words[count.number - 1] if count.number <= len(words) and not count.is_more else count.number
