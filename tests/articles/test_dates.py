from datetime import date

import pytest

from articles.dates import day_bounds, month_bounds


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
