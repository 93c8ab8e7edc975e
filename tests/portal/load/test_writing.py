from datetime import UTC, datetime

import pytest

from articles.models import Article, LogEntry
from portal.load.writing import numbered, store

pytestmark = pytest.mark.django_db

AT = datetime(2019, 3, 1, 9, 30, 15, 250, tzinfo=UTC)
#: A sign that COPY, JSON and SQL each must write in its own way.
HARD = 'tab\t, line\n, "quotes", back\\slash, \\N, %s, عربي'


def test_row_is_stored_as_bulk_create_stores_it():
    rows = [
        Article(headline_en=HARD, body_links={"en": [HARD]}, follows_at_en=AT, made_at=AT, is_demo=is_demo)
        for is_demo in (True, False)
    ]
    store(numbered(rows[:1]))
    Article.objects.bulk_create(rows[1:])

    [first, second] = Article.objects.order_by("pk")
    assert (first.headline_en, first.body_links, first.follows_at_en) == (HARD, {"en": [HARD]}, AT)
    columns = [field.attname for field in Article._meta.concrete_fields]
    apart = {column for column in columns if getattr(first, column) != getattr(second, column)}
    assert apart == {"id", "made_at", "is_demo"}


def test_row_keeps_its_time():
    [article] = numbered([Article(made_at=AT)])
    store([article])
    store([LogEntry(article=article, act="saved", at=AT)])

    assert (Article.objects.get().made_at, LogEntry.objects.get().at) == (AT, AT)


def test_keys_are_nobody_elses_before_and_after():
    store(numbered(Article(made_at=AT) for _ in range(3)))
    deleted = Article.objects.order_by("pk").last().pk
    Article.objects.get(pk=deleted).delete()
    store(numbered([Article(made_at=AT)]))
    newest = Article.objects.create()

    assert len({*Article.objects.values_list("pk", flat=True)}) == 4
    assert min(newest.pk, Article.objects.exclude(pk=newest.pk).order_by("pk").last().pk) > deleted


def test_nothing_is_stored_of_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        store(numbered([]))
