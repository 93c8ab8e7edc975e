"""The primary keys of rows. They follow the order of publication, so that the newest are found by no sort.

From the left: seconds since 1900, the low bits of the thing's own key, its kind, its language, and whether
it is no public document. Zero seconds have the things without a day. 63 bits: the year 2172 is the last.
"""

from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from portal.bilingual.languages import LANGUAGES

from .documents import Document, Kind

DRAFT = 1
_EPOCH = datetime(1900, 1, 1, tzinfo=UTC)
_SECOND = timedelta(seconds=1)
_MOST_SECONDS = (1 << 33) - 1
_BELOW_SECONDS = 30
_PK_BITS = 26
_KINDS = {Kind.ARTICLE: 0, Kind.PARTNERSHIP: 1, Kind.ORGANIZATION: 2, Kind.PERSON: 3}

#: Every key from here on has a day; those of things without one are smaller.
FIRST_DATED = 1 << _BELOW_SECONDS
LAST = (1 << 63) - 1


def row_key(document: Document) -> int:
    """Two things have the same key where they came in the same second and 2**26 keys of one kind apart."""
    seconds = _seconds(document.published_at) if document.published_at else 0
    pk = document.pk & ((1 << _PK_BITS) - 1)
    low = _KINDS[document.kind] << 2 | LANGUAGES.index(document.language) << 1 | (not document.is_public)
    return seconds << _BELOW_SECONDS | pk << 4 | low


def first_key_of(day: date) -> int:
    """The smallest key of what was published on that day in Kuwait or later."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=timezone.get_default_timezone())
    return _seconds(midnight) << _BELOW_SECONDS


def last_key_until(day: date) -> int:
    """The largest key of what was published on that day in Kuwait or before."""
    return first_key_of(day + timedelta(days=1)) - 1 if day < date.max else LAST


def last_key_at(moment: datetime) -> int:
    """The largest key of what was published in that second or before."""
    return (_seconds(moment) + 1 << _BELOW_SECONDS) - 1


def month_of(key: int) -> int:
    """The month of publication, counted from 1900; 0 for what has no day."""
    seconds = key >> _BELOW_SECONDS
    if not seconds:
        return 0
    moment = _EPOCH + timedelta(seconds=seconds)
    return (moment.year - _EPOCH.year) * 12 + moment.month


def _seconds(moment):
    return min(max((moment - _EPOCH) // _SECOND, 1), _MOST_SECONDS)
