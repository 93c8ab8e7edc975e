"""What was published when: by the calendar of Kuwait, in one language, counted up to a number."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles import archive
from articles.archive import years_and_months, years_of_topic
from articles.models import Topic
from articles.workflow import withdraw
from tests.factories import PUBLISHED_AT, make_article, make_topic

pytestmark = pytest.mark.django_db


def told(language):
    """The numbers of the months that have any, by year and month."""
    years = years_and_months(language)
    return {(year, m.start.month): m.number for year, months in years for m in months if m.number}


def test_archive_counts_the_live_pieces_of_each_month_of_kuwait():
    for day in (datetime(2024, 1, 31, 22, tzinfo=UTC), datetime(2024, 3, 5, tzinfo=UTC)):
        make_article("ar", at=day)
    make_article("en", at=datetime(2023, 2, 5, tzinfo=UTC))
    withdraw(make_article("ar", at=datetime(2024, 3, 6, tzinfo=UTC)), "ar", by=None, reason="خطأ")

    # 22:00 UTC of 31 January is already February in Kuwait.
    assert told("ar") == {(2024, 3): 1, (2024, 2): 1}
    assert told("en") == {(2023, 2): 1}


def test_archive_names_the_newest_year_first_with_all_its_months():
    make_article("ar", at=PUBLISHED_AT)
    make_article("ar", at=PUBLISHED_AT - timedelta(days=800))

    assert [(year, len(months)) for year, months in years_and_months("ar")] == [(2025, 12), (2022, 12)]


def test_empty_archive_has_no_years(client, language):
    assert years_and_months(language) == []
    assert client.get(f"/{language}/archive/").status_code == 200


def test_archive_counts_no_further_than_it_tells(monkeypatch):
    monkeypatch.setattr(archive, "MOST", 2)
    for _ in range(5):
        make_article("ar")

    [(_year, months)] = years_and_months("ar")
    march = months[2]
    assert (march.number, march.is_more, march.shown) == (3, True, 2)


def test_each_month_is_counted_between_two_times_and_no_third(django_assert_num_queries):
    """Of two upper bounds SQLite takes one: with that of the schedule it would walk all that came since."""
    make_article("ar")
    with django_assert_num_queries(2) as captured:
        years_and_months("ar")

    counting = captured[1]["sql"]
    assert counting.count('"published_at_ar" < ') == counting.count('"published_at_ar" >= ') == 1
    assert '"published_at_ar" <= ' not in counting


@pytest.mark.parametrize("months_apart", [1, 200])
def test_archive_costs_the_same_for_any_length(django_assert_num_queries, months_apart):
    make_article("ar", at=PUBLISHED_AT)
    make_article("ar", at=PUBLISHED_AT - timedelta(days=30 * months_apart))

    with django_assert_num_queries(2):
        assert len(told("ar")) == 2


def years_of(topic, language):
    return years_of_topic(Topic.objects.with_ends(language).get(pk=topic.pk), language)


def test_years_of_a_topic_count_its_own_pieces_in_one_language():
    topic = make_topic()
    for years_ago in (0, 0, 2):
        make_article("ar", topic=topic, at=PUBLISHED_AT.replace(year=2025 - years_ago))
    make_article("en", topic=topic)
    make_article("ar")

    assert [(year.start.year, year.number, year.share) for year in years_of(topic, "ar")] == [
        (2025, 2, 100),
        (2023, 1, 50),
    ]
    assert [year.number for year in years_of(topic, "en")] == [1]
    assert years_of(make_topic(), "ar") == []


def test_year_of_a_topic_leads_to_its_newest_piece(client):
    """A second before midnight in Kuwait belongs to the old year."""
    topic = make_topic()
    midnight = datetime(2024, 1, 1, tzinfo=timezone.get_default_timezone())
    last = make_article("ar", topic=topic, at=midnight - timedelta(seconds=1))
    make_article("ar", topic=topic, at=midnight)

    year = years_of(topic, "ar")[1]
    listed = client.get(f"/ar/topics/{topic.slug}/?before={year.cursor}").context["articles"]
    assert (year.start.year, list(listed)) == (2023, [last])
