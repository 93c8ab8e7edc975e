from datetime import date, timedelta

import pytest

from organizations.partnerships.models import Commitment
from tests.factories import make_commitment, make_partnership

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
YESTERDAY = TODAY - timedelta(days=1)


def announced(checked=None, **columns):
    return make_commitment(make_partnership(), last_checked_on=checked, **columns)


def is_to_check(commitment):
    return Commitment.objects.to_check(TODAY).filter(pk=commitment.pk).exists()


@pytest.mark.parametrize(
    ("due_latest", "checked", "expected"),
    [
        (YESTERDAY, None, True),
        (TODAY, None, False),  # it has passed only after its last possible day
        (YESTERDAY, YESTERDAY, True),
        (YESTERDAY, TODAY, False),
        (None, None, True),
        (None, TODAY - timedelta(days=365), False),
        (None, TODAY - timedelta(days=366), True),
        (TODAY + timedelta(days=9), None, False),
    ],
)
def test_item_is_to_be_checked_after_its_stated_date(due_latest, checked, expected):
    assert is_to_check(announced(checked, due_latest=due_latest)) is expected


@pytest.mark.parametrize("language", ["ar", "en"])
def test_conditional_item_waits_for_its_condition(language):
    assert not is_to_check(announced(due_latest=YESTERDAY, **{f"due_condition_{language}": "if"}))


def test_longest_past_comes_first_and_undated_last():
    undated = announced()
    late = announced(due_latest=date(2025, 1, 1))
    later = announced(due_latest=date(2021, 1, 1))

    assert list(Commitment.objects.to_check(TODAY)) == [later, late, undated]
