"""Prepared queries answer what their querysets would, with the values and the present of each call."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import OperationalError, connection
from django.db.models import Prefetch
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from time_machine import travel

from articles.models import Article, OrganizationMention
from articles.related import _live_cards
from organizations.partnerships.models import Partnership
from portal import clock
from portal.prepared import Unprepared, give, prepared, server_side
from tests.factories import make_article, make_partnership, make_topic

pytestmark = pytest.mark.django_db

SECOND = timedelta(seconds=1)


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
    assert len(_kept(topics)) == 2


@pytest.mark.parametrize(
    "condition",
    [
        lambda moment: {"published_at_ar__lte": moment - timedelta(days=1)},
        lambda moment: {"published_at_ar__lte": moment, "published_at_ar__date": moment.date()},
        lambda moment: {"published_at_ar__lte": moment, "published_at_ar__date": clock.now().date()},
        lambda moment: {"published_at_ar__lte": timezone.now()},
        lambda moment: {"pk": 5},
    ],
    ids=["worked into another", "its day", "the clock's day", "not of the clock", "left out"],
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


@pytest.fixture
def on_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("only PostgreSQL keeps plans")


def test_the_server_keeps_the_plan(on_postgresql):
    article = make_article("ar", texts={"ar": {"headline": "نمو 50% في %s"}})

    @prepared
    def marked(*, keys):
        return Article.objects.filter(pk__in=keys, headline_ar__contains="50% في %s")

    for _ in range(4):
        assert marked(keys=[article.pk]) == [article]
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        kept = [statement for (statement,) in cursor if "50" in statement]
    assert len(kept) == 1
    assert "$1" in kept[0]


def test_a_pooler_may_forbid_it(on_postgresql, monkeypatch):
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "prepare_threshold", None)
    article = make_article("ar")

    @prepared
    def found(*, keys):
        return Article.objects.filter(pk__in=keys)

    with CaptureQueriesContext(connection) as queries:
        for _ in range(4):
            assert found(keys=[article.pk]) == [article]
    assert not any(one._is_kept_by_server for one in _kept(found))
    assert len(queries) == 4


def test_values_of_any_kind_are_sent_as_what_they_are():
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    article = make_article("ar", at=moment, texts={"ar": {"slug": "s"}})
    entry = make_partnership(signed_on=date(2026, 3, 1), signed_precision="day")

    @prepared
    def articles(*, slug, start, end, key):
        return Article.objects.filter(slug_ar=slug, published_at_ar__range=(start, end), pk=key)

    @prepared
    def entries(*, day):
        return Partnership.objects.filter(signed_on=day)

    asked = {"slug": "s", "start": moment, "end": moment, "key": article.pk}
    assert articles(**asked) == [article]
    assert articles(**asked | {"slug": "t"}) == articles(**asked | {"end": moment - SECOND}) == []
    assert entries(day=date(2026, 3, 1)) == [entry]
    assert entries(day=date(2026, 3, 2)) == []


def test_numbers_of_any_size_share_one_plan(on_postgresql):
    @prepared
    def among(*, keys):
        return Article.objects.filter(pk__in=keys, kind="opinion")

    for key in (5, 40_000, 3_000_000_000, 6, 50_000):
        among(keys=[key])
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%opinion%'")
        assert cursor.fetchone() == (1,)


def test_a_database_that_is_away_is_told_as_such():
    """A kept connection that was cut is found out here first, and no other takes its place."""

    class Cut:
        connection = object()

        def close_if_health_check_failed(self):
            self.connection = None

        def ensure_connection(self):
            if self.connection is None:
                raise OperationalError("away")

    with pytest.raises(OperationalError, match="away"), server_side.cursor(Cut()):
        pass


def test_what_django_loads_beside_it_must_hold_no_present():
    related = OrganizationMention.objects.filter(published_at_ar__lte=timezone.now())

    @prepared
    def wrong(*, keys):
        loaded = Prefetch("organization_mentions", related, to_attr="mentioned")
        return Article.objects.filter(pk__in=keys).prefetch_related(loaded)

    with pytest.raises(Unprepared):
        wrong(keys=[1])


def _kept(function):
    return [finished for key, finished in connection.prepared_queries.items() if key[0] is function]
