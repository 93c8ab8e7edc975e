"""Prepared queries answer what their querysets would, with the values and the present of each call."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone, translation
from time_machine import travel

from articles.models import Article
from articles.related import _live_cards
from portal import clock
from portal.prepared import Unprepared, give, prepared
from tests.factories import make_article, make_topic

pytestmark = pytest.mark.django_db


@prepared
def live(language, *, keys):
    return Article.objects.live(language).filter(pk__in=keys).order_by("pk")


@prepared
def named(*, slug):
    return Article.objects.filter(slug_ar=slug).select_related("topic")


def test_each_call_has_its_own_values():
    first, second = make_article("ar"), make_article("ar")
    for asked in ([first], [second], [first, second], []):
        assert live("ar", keys={one.pk for one in asked}) == asked


def test_a_text_is_a_value_like_a_key():
    topic = make_topic(name_ar="السياسات")
    article = make_article("ar", topic=topic, texts={"ar": {"slug": "ألف"}})
    make_article("ar", texts={"ar": {"slug": "باء"}})
    assert [(one, one.topic.name_ar) for one in named(slug="ألف")] == [(article, "السياسات")]
    assert named(slug="لا أحد") == []


def test_the_shape_makes_another_query():
    only_here = make_article("ar")
    assert live("ar", keys=[only_here.pk]) == [only_here]
    assert live("en", keys=[only_here.pk]) == []


def test_more_keys_than_the_query_had_places():
    articles = [make_article("ar") for _ in range(17)]
    keys = [one.pk for one in articles]
    for number in (1, 8, 9, 17):
        assert live("ar", keys=keys[:number]) == articles[:number]


def test_the_present_is_that_of_the_call():
    now = timezone.now()
    soon = make_article("ar", at=now + timedelta(hours=1))
    assert live("ar", keys=[soon.pk]) == []
    with travel(now + timedelta(hours=2), tick=False):
        assert live("ar", keys=[soon.pk]) == [soon]


def test_it_is_worked_out_once(django_assert_num_queries):
    built = []

    @prepared
    def counted(language, *, keys):
        built.append(language)
        return Article.objects.live(language).filter(pk__in=keys)

    article = make_article("ar")
    with django_assert_num_queries(3):
        for language in ("ar", "ar", "en"):
            counted(language, keys=[article.pk])
    assert built == ["ar", "en"]


def test_rows_hold_what_the_queryset_would_load(django_assert_num_queries):
    make_article("ar", topic=make_topic())
    keys = list(Article.objects.values_list("pk", flat=True))
    with translation.override("ar"):
        ready = _live_cards("ar", keys=keys)
        usual = list(_live_cards.queryset("ar", keys=keys))
        with django_assert_num_queries(0):
            assert [one.topic.name for one in ready] == [one.topic.name for one in usual]
        assert [one.get_deferred_fields() for one in ready] == [one.get_deferred_fields() for one in usual]
        assert [_columns(one) for one in ready] == [_columns(one) for one in usual]


def _columns(row):
    return {name: value for name, value in row.__dict__.items() if name != "_state"}


def test_the_queryset_may_take_its_language_from_the_reader():
    topic = make_topic(name_ar="السحابة", name_en="Cloud")

    @prepared
    def topics(*, key):
        return type(topic).objects.filter(pk=key).order_by("name")

    for language in ("ar", "en"):
        with translation.override(language):
            assert topics(key=topic.pk) == [topic]
    assert len(next(iter(topics._finished.values()))) == 2


@pytest.mark.parametrize(
    "condition",
    [
        lambda moment: {"published_at_ar__lte": moment - timedelta(days=1)},
        lambda moment: {"published_at_ar__lte": timezone.now()},
        lambda moment: {"pk": 5},
    ],
    ids=["worked into another", "not of the clock", "left out"],
)
def test_what_would_stay_as_it_was_is_refused(condition):
    @prepared
    def wrong(*, moment):
        return Article.objects.filter(**condition(moment))

    with pytest.raises(Unprepared):
        wrong(moment=datetime(2026, 1, 1, tzinfo=UTC))


def test_the_clock_goes_on_beside_it():
    with clock.pretending(datetime(2718, 1, 1, tzinfo=UTC), datetime(2718, 1, 1).date()):
        assert clock.today().year == 2718
    assert abs(clock.now() - timezone.now()) < timedelta(minutes=1)
    assert clock.today() == timezone.localdate()


def test_rows_given_to_a_manager_cost_no_query(django_assert_num_queries):
    article = make_article("ar")
    mentions = list(article.organization_mentions.all())
    give(article, "organization_mentions", mentions)
    with django_assert_num_queries(0):
        assert list(article.organization_mentions.all()) == mentions
    assert not article.organization_mentions.filter(pk=0)
