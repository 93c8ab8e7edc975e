"""Whoever changes what readers see changes the generation, in the same transaction."""

from datetime import timedelta
from os import getpid
from unittest import mock

import pytest
from django.apps import apps
from django.core.cache import caches
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from time_machine import travel

from articles.models import Article, Revision, Topic
from articles.workflow import publish, withdraw
from portal.accounts.models import User
from portal.page_cache import bell as bells
from portal.page_cache import watching
from portal.page_cache.generation import KEPT, MARGIN_SECONDS, MOST, Watch
from portal.page_cache.models import Change
from portal.page_cache.replica import Noted
from tests.factories import (
    PUBLISHED_AT,
    make_article,
    make_draft,
    make_organization,
    make_partnership,
    make_topic,
    show,
)

pytestmark = pytest.mark.django_db


def generation():
    watch = Watch()
    watch.look()
    return watch._generation


WRITES = {
    "saved": lambda: Topic.objects.first().save(),
    "updated": lambda: Topic.objects.update(name_en="Other"),
    "updated in bulk": lambda: Topic.objects.bulk_update(Topic.objects.all(), ["name_ar"]),
    "made": make_organization,
    "made in bulk": lambda: Topic.objects.bulk_create([Topic(slug="new", name_en="New")]),
    "deleted": lambda: Topic.objects.filter(slug="unused").delete(),
    "recorded": make_partnership,
    "published": lambda: publish(make_draft(Article.objects.get(), "ar", body="<p>جديد.</p>"), by=None),
    "withdrawn": lambda: withdraw(Article.objects.get(), "ar", by=None, reason="خطأ"),
    "written by hand": lambda: connection.cursor().execute('update "articles_topic" set slug = slug'),
}


@pytest.mark.parametrize("what", WRITES)
def test_every_way_to_write_changes_the_generation(what):
    make_article()
    make_topic(slug="unused")
    before = generation()

    WRITES[what]()

    assert generation() != before


def test_what_only_editors_see_changes_nothing():
    article = make_article()
    before = generation()

    make_draft(article, "en")
    User.objects.create_superuser("chief")
    Revision.objects.update(note="x")

    assert generation() == before


def test_what_was_taken_back_changes_nothing():
    make_article()
    before = generation()

    with transaction.atomic():
        Topic.objects.update(name_en="Other")
        transaction.set_rollback(True)

    assert generation() == before


def test_generation_is_the_same_in_every_process():
    make_article()

    assert generation() == generation()


def test_each_model_of_the_content_is_watched_or_named():
    models = [model for label in watching.APPS for model in apps.get_app_config(label).get_models()]
    labels = {model._meta.label for model in models}

    assert labels >= watching.UNSEEN
    assert {
        model._meta.db_table for model in models if model._meta.label not in watching.UNSEEN
    } <= watching.seen_tables()


def test_notes_are_no_queries_of_who_writes(django_assert_num_queries):
    topic = make_topic()
    with django_assert_num_queries(1):
        Topic.objects.filter(pk=topic.pk).update(name_en="Other")


@pytest.mark.parametrize("language", ["ar", "en"])
def test_scheduled_piece_changes_the_generation_at_its_second(language):
    article = make_article("")
    watch = Watch()
    with travel(PUBLISHED_AT, tick=False) as clock:
        show(make_draft(article, language), timezone.now() + timedelta(hours=3))
        watch.look()
        before = watch._generation
        clock.shift(timedelta(hours=3, seconds=-1))
        watch.look()
        assert watch._generation == before == generation()
        assert watch._seconds_to_wait() <= 1
        clock.shift(timedelta(seconds=1))
        watch.look()
        assert watch._generation == generation() != before


def test_midnight_in_kuwait_changes_the_generation():
    watch = Watch()
    with travel("2026-05-04T20:59:59Z", tick=False) as clock:
        watch.look()
        before = watch._generation
        clock.shift(timedelta(seconds=1))
        watch.look()
        assert watch._generation != before


def test_generation_stands_while_the_database_is_away(monkeypatch, caplog):
    watch = Watch()
    watch.look()
    before = watch._generation

    def away(**more):
        raise DatabaseError("away")

    with monkeypatch.context() as patch:
        patch.setattr(Noted, "in_database", away)
        patch.setattr("portal.page_cache.generation.connection", Closed())
        for _ in range(2):
            watch.look()
        watch._process, watch._rung = getpid(), bells.last_rung()
        looked = mock.Mock(side_effect=watch.look)
        patch.setattr(watch, "look", looked)
        assert (watch.now().name, watch.now().is_certain) == (before.name, False)
        assert not looked.called
    assert [row.levelname for row in caplog.records] == ["WARNING"]
    watch.look()
    assert watch._generation == before


class Closed:
    def close(self):
        pass


def test_only_the_last_changes_stay():
    Change.objects.bulk_create([Change() for _ in range(MOST + 1)])
    watch = Watch()
    watch.look()

    watch._thin_out()

    assert Change.objects.count() == KEPT


def test_process_looks_at_once_when_something_is_due():
    watch = Watch()
    watch._process, watch._rung = getpid(), bells.last_rung()
    with travel("2026-05-04T20:59:59Z", tick=False) as clock:
        watch.look()
        before = watch.now()
        clock.shift(timedelta(seconds=1))
        assert watch.now() != before
        clock.shift(timedelta(seconds=-1))
        assert watch.now() == before


@pytest.fixture
def bell(settings, tmp_path, monkeypatch):
    settings.PAGE_CACHE = True
    monkeypatch.setattr(bells, "BELL", tmp_path / "var" / "changed")
    return bells.BELL


def test_change_rings_when_it_is_committed_and_once(bell, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        make_topic()
        make_topic()
        assert bells.last_rung() == 0
    assert callbacks == [bells.ring]
    assert bells.last_rung() > 0


def test_process_that_heard_the_bell_looks_at_once(bell):
    watch = Watch()
    watch._process, watch._rung = getpid(), bells.last_rung()
    watch.look()
    before = watch.now()
    make_topic()
    assert watch.now() == before

    bells.ring()

    assert watch.now() == generation() != before


def test_what_was_taken_back_is_remembered_even_when_it_comes_again():
    article = make_article("ar")
    watch = Watch()
    watch.look()
    assert watch._generation.since == 0

    withdraw(article, "ar", by=None, reason="خطأ")
    watch.look()
    since = watch._generation.since
    article.refresh_from_db()
    assert since == article.withdrawn_at_ar.timestamp() + MARGIN_SECONDS
    publish(make_draft(article, "ar", body="<p>جديد.</p>"), by=None)
    watch.look()
    assert watch._generation.since == since


def test_process_that_begins_while_the_database_is_away_knows_of_it_from_the_others(monkeypatch):
    make_topic()
    withdraw(make_article("ar"), "ar", by=None, reason="خطأ")
    other = Watch()
    other.look()

    def away(**more):
        raise DatabaseError("away")

    monkeypatch.setattr(Noted, "in_database", away)
    monkeypatch.setattr("portal.page_cache.generation.connection", Closed())
    watch = Watch()
    watch.look()
    assert watch._generation == ("", False, other._generation.since, None)
    caches["pages"].clear()
    watch = Watch()
    watch.look()
    assert watch._generation.since == float("inf")
