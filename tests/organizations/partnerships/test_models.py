from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import override

from organizations.partnerships.dates import PartialDate
from organizations.partnerships.enums import ByStatedDate, Evidence
from organizations.partnerships.models import Commitment, Partnership
from tests.factories import make_organization, make_partnership

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("precision", "iso", "english", "arabic", "last"),
    [
        ("year", "2024", "2024", "2024", date(2024, 12, 31)),
        ("month", "2024-02", "February 2024", "فبراير 2024", date(2024, 2, 29)),
        ("day", "2024-02-05", "5 February 2024", "5 فبراير 2024", date(2024, 2, 5)),
    ],
)
def test_partial_date_says_no_more_than_is_known(precision, iso, english, arabic, last):
    partial = PartialDate(date(2024, 2, 5 if precision == "day" else 1), precision)

    assert (partial.iso, partial.last_day) == (iso, last)
    with override("en"):
        assert str(partial) == english
    with override("ar"):
        assert str(partial) == arabic


@pytest.mark.parametrize(
    ("columns", "day", "expected"),
    [
        ({}, date(2030, 1, 1), ByStatedDate.NO_DATE),
        ({"due_latest": date(2021, 12, 31)}, date(2021, 12, 31), ByStatedDate.NOT_YET),
        ({"due_latest": date(2021, 12, 31)}, date(2022, 1, 1), ByStatedDate.PASSED),
        ({"due_condition_ar": "بعد التوقيع"}, date(2030, 1, 1), ByStatedDate.CONDITIONAL),
    ],
)
def test_stated_date_passes_only_after_its_last_possible_day(columns, day, expected):
    assert Commitment(**columns).by_stated_date_on(day) == expected


@pytest.mark.parametrize(
    ("columns", "is_shown"),
    [
        ({}, False),
        ({"target_value": 1}, False),
        ({"target_value": 1, "target_is_minimum": True}, True),
        ({"target_value": 110}, True),
        ({"target_value": 0}, True),
    ],
)
def test_target_of_exactly_one_is_said_by_its_unit_alone(columns, is_shown):
    assert Commitment(**columns).shows_its_target is is_shown


def test_evidence_counts_each_origin_once_and_no_opinion():
    partnership = make_partnership(has_source=False)
    for kind, origin, expected in (
        ("opinion_column", "", Evidence.NONE),
        ("press_report", "agency", Evidence.ONE_SOURCE),
        ("press_report", "agency", Evidence.ONE_SOURCE),
        ("official_statement", "", Evidence.SEVERAL_SOURCES),
    ):
        partnership.sources.create(kind=kind, origin=origin, title_ar="مصدر")
        assert Partnership.objects.for_rows().get(pk=partnership.pk).evidence == expected, kind


def test_numbers_go_up_and_an_entry_is_not_deleted():
    first, second = make_partnership(), make_partnership()

    assert second.number == first.number + 1
    with pytest.raises(ProtectedError):
        second.delete()


@pytest.mark.parametrize(
    "columns",
    [
        {"kind": "meeting", "status": "signed"},
        {"kind": "alliance", "status": ""},
        {"title_ar": None, "title_en": None},
        {"signed_on": date(2024, 1, 1), "signed_precision": ""},
        {"signed_precision": "day"},
    ],
    ids=[
        "meeting with status",
        "alliance without",
        "no title",
        "date without precision",
        "precision without date",
    ],
)
def test_database_refuses_a_contradictory_entry(columns):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_partnership(**columns)


def test_database_refuses_the_same_role_twice():
    organization = make_organization()

    with pytest.raises(IntegrityError), transaction.atomic():
        make_partnership(organization, organization)
