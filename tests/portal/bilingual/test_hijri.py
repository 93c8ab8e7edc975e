from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from portal.bilingual.hijri import hijri_date

FIRST, LAST = date(1924, 8, 1), date(2077, 11, 16)


def _written(moment):
    return Template("{{ moment|hijri }}").render(Context({"moment": moment}))


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2025, 8, 28), "5 ربيع الأول 1447 هـ"),
        (date(2023, 5, 24), "4 ذو القعدة 1444 هـ"),
        (FIRST, "1 محرم 1343 هـ"),
    ],
)
def test_hijri_date_is_that_of_umm_al_qura_and_names_it(day, written):
    with translation.override("en"):
        assert hijri_date(day) == f"{written} (Umm al-Qura)"


@pytest.mark.parametrize("day", [date(1924, 7, 31), date(2077, 11, 17), date(1, 1, 1), date(9999, 12, 31)])
def test_hijri_date_is_empty_where_the_calendar_is_not_tabulated(day):
    assert hijri_date(day) == ""
    assert hijri_date(LAST)


def test_hijri_filter_takes_the_day_of_kuwait():
    """22:00 UTC is one o'clock of the next day there."""
    with translation.override("ar"):
        assert _written(datetime(2025, 8, 27, 22, tzinfo=UTC)).startswith("5 ربيع الأول 1447 هـ")


def test_hijri_filter_says_nothing_on_english_pages():
    with translation.override("en"):
        assert _written(date(2025, 8, 28)) == ""


@pytest.mark.parametrize(("language", "today"), [("ar", hijri_date(date(2025, 8, 28))), ("en", "")])
def test_hijri_today_is_the_day_of_kuwait(time_machine, language, today):
    time_machine.move_to(datetime(2025, 8, 27, 22, tzinfo=UTC))

    with translation.override(language):
        written = Template("{% hijri_today %}").render(Context())

    assert written.split(" (")[0] == today.split(" (")[0]
