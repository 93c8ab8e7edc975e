"""When something was published, as archives write it. What can't be read is unknown."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive


def read_date(text: str) -> datetime | None:
    """Read the date of a mail (RSS) or of ISO 8601 (all others); without a time zone it is in UTC."""
    text = text.strip()
    for read in (parse_datetime, parsedate_to_datetime):
        try:
            date = read(text)
            if date:
                return (date.replace(tzinfo=UTC) if is_naive(date) else date).astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return None
