"""Where days and months begin, and how a moment is told: in the portal's zone, not the database's."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format


def day_bounds(day):
    """The first moments of the day and of the next one, in the portal's time zone."""
    zone = timezone.get_default_timezone()
    return tuple(datetime.combine(midnight, time.min, zone) for midnight in (day, day + timedelta(days=1)))


def month_bounds(year, month):
    """The first moments of the month and of the next one, in the portal's time zone.

    Raises ValueError for a month that the calendar has not got.
    """
    zone = timezone.get_default_timezone()
    start = datetime(year, month, 1, tzinfo=zone)
    following = start + timedelta(days=32)
    return start, datetime(following.year, following.month, 1, tzinfo=zone)


def months_between(first, last):
    """The months from one time to another, newest first, as ``(year, month)``."""
    first, last = timezone.localtime(first), timezone.localtime(last)
    for count in range(last.year * 12 + last.month - 1, first.year * 12 + first.month - 2, -1):
        yield count // 12, count % 12 + 1


def clock(moment: datetime) -> str:
    """The time of day; with the day where that is not today."""
    local = timezone.localtime(moment)
    if local.date() == timezone.localdate():
        return date_format(local, "H:i")
    return f"{short_day(local)} {date_format(local, 'H:i')}"


def short_day(moment: datetime) -> str:
    """The day; with the year where that is not the current one."""
    local = timezone.localtime(moment)
    return date_format(local, "j F" if local.year == timezone.localdate().year else "j F Y")
