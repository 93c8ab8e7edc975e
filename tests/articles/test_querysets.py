from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone
from time_machine import travel

from articles.enums import State
from articles.models import Article, OrganizationMention
from articles.workflow import withdraw
from portal.paging import Key, keyed
from tests.explain import explain, sorts
from tests.factories import PUBLISHED_AT, make_article, make_author, make_organization, make_topic

pytestmark = pytest.mark.django_db


def test_live_hides_english_while_only_arabic_is_published():
    arabic = make_article("ar")
    both = make_article("ar en")

    assert set(Article.objects.live("ar")) == {arabic, both}
    assert set(Article.objects.live("en")) == {both}


def test_live_begins_with_the_second_of_publication():
    at = timezone.now() + timedelta(days=1)
    article = make_article("ar", at=at)

    with travel(at - timedelta(seconds=1), tick=False):
        assert set(Article.objects.live("ar")) == set()
    with travel(at, tick=False):
        assert set(Article.objects.live("ar")) == {article}


def test_live_hides_the_withdrawn_and_the_never_published():
    withdrawn, _draft = make_article("ar"), make_article("")
    withdraw(withdrawn, "ar", by=None, reason="خطأ")

    assert set(Article.objects.live("ar")) == set()


def test_about_an_organization_both_ways_and_per_language():
    organization = make_organization()
    arabic = make_article("ar", organizations=[organization])
    english = make_article("en", organizations=[organization])
    make_article("ar en")

    assert {row.article for row in organization.mentions.live("ar")} == {arabic}
    assert {row.article for row in organization.mentions.live("en")} == {english}
    assert set(arabic.organizations.all()) == {organization}


@pytest.fixture
def archive():
    """Enough rows in several topics for the planners to have a choice."""
    topics, organization, author = [make_topic() for _ in range(4)], make_organization(), make_author()
    for number in range(120):
        article = Article(
            topic=topics[number % 4],
            headline_ar="عنوان",
            slug_ar="عنوان",
            body_ar="<p>نص</p>",
            headline_en="Headline",
            slug_en="headline",
            body_en="<p>Text</p>",
            published_at_ar=PUBLISHED_AT + timedelta(hours=number),
            published_at_en=PUBLISHED_AT + timedelta(hours=number),
        )
        article.save()
        article.organization_mentions.create(organization=organization)
        article.bylines.create(author=author)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return topics[0], organization, author


def _lists(language, topic, organization, author):
    """The queries behind each public list, at the start and deep inside."""
    key, link_key = Key(f"published_at_{language}"), Key(f"published_at_{language}", tie="article_id")
    deep = f"{int((PUBLISHED_AT + timedelta(hours=50)).timestamp() * 1_000_000)}~40"
    live = Article.objects.live(language)
    for parameters in ({}, {"before": deep}, {"after": deep}):
        yield "newest", live.for_cards(language), key, parameters
        yield "topic", live.filter(topic=topic).for_cards(language), key, parameters
        yield "month", live.in_month(language, 2025, 3).for_cards(language), key, parameters
        yield (
            "organization",
            organization.mentions.live(language).with_article(language),
            link_key,
            parameters,
        )
        yield "author", author.bylines.live(language).with_article(language), link_key, parameters


def test_lists_walk_an_index_and_sort_nothing(archive, language):
    for name, queryset, key, parameters in _lists(language, *archive):
        plan = _plan(queryset, key, parameters)
        assert not sorts(plan), (name, parameters, plan)
        assert f"newest_{language}" in plan, (name, parameters, plan)


def test_calendar_of_the_desk_reads_only_its_days(archive, language):
    # A part of the archive: an index by topic would be walked whole for it.
    start, end = (PUBLISHED_AT + timedelta(hours=hours) for hours in (50, 60))
    articles = Article.objects.all()
    for name, part in (
        ("newest", articles.live_or_scheduled(language)),
        ("withdrawn", articles.in_state(language, State.WITHDRAWN)),
    ):
        plan = explain(part.published_between(language, start, end).only("pk"))
        assert f"article_{name}_{language}" in plan, plan
        assert "published_at" in plan, plan


def test_what_is_to_come_walks_an_index_and_sorts_nothing(archive, language):
    plan = explain(Article.objects.to_come(language).only("pk")[:50])

    assert f"article_newest_{language}" in plan, plan
    assert not sorts(plan), plan


def test_to_come_is_scheduled_and_neither_live_nor_withdrawn():
    now = timezone.now()
    later, sooner = (make_article("ar", at=now + timedelta(days=days)) for days in (2, 1))
    make_article("en", at=now + timedelta(days=1))
    make_article("ar")
    make_article("")

    assert list(Article.objects.to_come("ar")) == [sooner, later]


def test_live_or_scheduled_hides_the_withdrawn_and_the_never_published():
    live, scheduled = make_article("ar"), make_article("ar", at=timezone.now() + timedelta(days=1))
    withdraw(make_article("ar"), "ar", by=None, reason="خطأ")
    make_article("")

    assert set(Article.objects.live_or_scheduled("ar")) == {live, scheduled}


def test_last_of_each_day_are_few_and_know_how_many_there_are():
    """The limit is the database's: a day of thousands of articles costs no memory."""
    evening = datetime(2025, 3, 2, 20, 59, tzinfo=UTC)
    earlier = [make_article("ar", at=evening - timedelta(hours=hours)) for hours in (5, 2, 1)]
    next_day = make_article("ar", at=evening + timedelta(minutes=1))

    found = Article.objects.oldest_first("ar").last_of_each_day("ar", 2)

    assert [(article, article.day, article.of_day) for article in found] == [
        (earlier[1], date(2025, 3, 2), 3),
        (earlier[2], date(2025, 3, 2), 3),
        (next_day, date(2025, 3, 3), 1),
    ]


def test_the_plan_shows_a_sort_where_there_is_one():
    """The test above can fail: an order without index is seen as a sort."""
    make_article("ar")

    plan = explain(Article.objects.order_by("made_at"))

    assert sorts(plan)


def _plan(queryset, key, parameters):
    cursor = parameters.get("before") or parameters.get("after")
    return explain(keyed(queryset, key, cursor, forward="after" not in parameters)[:21])


def test_mentions_of_one_article_are_unique():
    organization = make_organization()
    article = make_article("ar", organizations=[organization])

    rows = OrganizationMention.objects.filter(article=article, organization=organization)

    assert rows.count() == 1
