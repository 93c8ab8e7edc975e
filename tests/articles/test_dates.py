from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override
from time_machine import travel

from articles.dates import clock, day_bounds, month_bounds, short_day


def test_month_bounds_are_those_of_kuwait():
    start, end = month_bounds(2024, 12)

    assert start.isoformat() == "2024-12-01T00:00:00+03:00"
    assert end.isoformat() == "2025-01-01T00:00:00+03:00"


def test_month_bounds_refuse_a_month_that_is_none():
    with pytest.raises(ValueError, match="month"):
        month_bounds(2024, 13)


def test_day_bounds_are_those_of_kuwait():
    start, end = day_bounds(date(2024, 12, 31))

    assert start.isoformat() == "2024-12-31T00:00:00+03:00"
    assert end.isoformat() == "2025-01-01T00:00:00+03:00"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 22, 6, 5, tzinfo=UTC), "09:05"),
        (datetime(2026, 1, 2, 6, 5, tzinfo=UTC), "2 January 09:05"),
        (datetime(2023, 5, 28, 6, 0, tzinfo=UTC), "28 May 2023 09:00"),
        (datetime(2025, 12, 31, 21, 30, tzinfo=UTC), "1 January 00:30"),
    ],
)
def test_clock_says_as_much_of_the_day_as_is_not_plain(moment, words):
    with override("en"), travel(datetime(2026, 11, 22, 9, tzinfo=UTC), tick=False):
        assert clock(moment) == words


def test_short_day_has_the_year_where_it_is_another():
    with override("en"), travel(datetime(2026, 11, 22, 9, tzinfo=UTC), tick=False):
        days = [short_day(datetime(year, 5, 28, 6, tzinfo=UTC)) for year in (2026, 2023)]

    assert days == ["28 May", "28 May 2023"]
