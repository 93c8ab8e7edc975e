from datetime import UTC, date, datetime, timedelta

import pytest

from portal.index import Document, Kind, row_keys

NOON = datetime(2024, 5, 4, 12, tzinfo=UTC)


def key(at=NOON, pk=1, kind=Kind.ARTICLE, language="ar", **given):
    return row_keys.row_key(Document(kind, pk, language, "", published_at=at, **given))


def test_keys_follow_publication():
    moments = [
        datetime(1850, 1, 1, tzinfo=UTC),
        datetime(1961, 6, 19, tzinfo=UTC),
        NOON,
        NOON + timedelta(seconds=1),
    ]
    keys = [key(None, pk=2**26 - 1, kind=Kind.PERSON, language="en", is_public=False)]
    keys += [key(at, pk=10 - place) for place, at in enumerate(moments)]
    keys += [key(datetime(2200, 1, 1, tzinfo=UTC))]

    assert keys == sorted(set(keys))
    assert keys[0] < row_keys.FIRST_DATED <= keys[1]
    assert keys[-1] <= row_keys.LAST


def test_each_document_has_a_key_of_its_own():
    documents = [
        (pk, kind, language, public)
        for pk in (1, 2)
        for kind in Kind
        for language in ("ar", "en")
        for public in (True, False)
    ]
    keys = {key(NOON, pk, kind, language, is_public=public) for pk, kind, language, public in documents}

    assert len(keys) == len(documents)


@pytest.mark.parametrize(
    ("at", "is_within"),
    [
        (datetime(2024, 5, 3, 20, 59, 59, tzinfo=UTC), False),
        (datetime(2024, 5, 3, 21, tzinfo=UTC), True),
        (datetime(2024, 5, 4, 20, 59, 59, 999_999, tzinfo=UTC), True),
        (datetime(2024, 5, 4, 21, tzinfo=UTC), False),
    ],
)
def test_day_is_the_one_in_kuwait(at, is_within):
    day = date(2024, 5, 4)

    assert (row_keys.first_key_of(day) <= key(at) <= row_keys.last_key_until(day)) is is_within


def test_months_are_counted_in_order():
    moments = [
        datetime(1900, 1, 1, 1, tzinfo=UTC),
        datetime(1900, 12, 31, tzinfo=UTC),
        datetime(2024, 5, 31, 23, tzinfo=UTC),
    ]

    assert [row_keys.month_of(key(at)) for at in (None, *moments)] == [0, 1, 12, 124 * 12 + 5]
