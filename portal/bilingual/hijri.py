"""The Hijri date of a day, by the calendar of Umm al-Qura and naming it: others may differ by a day."""

from datetime import date

from django.utils.translation import gettext
from hijridate import Gregorian


def hijri_date(day: date) -> str:
    """The day in Arabic words with its calendar; empty before 1924-08-01 and after 2077-11-16.

    Umm al-Qura, the civil calendar of Saudi Arabia, is tabulated for those years only.
    """
    try:
        hijri = Gregorian(day.year, day.month, day.day).to_hijri()
    except OverflowError:
        return ""
    written = f"{hijri.day} {hijri.month_name('ar')} {hijri.year} {hijri.notation('ar')}"
    return gettext("%(date)s (Umm al-Qura)") % {"date": written}
