"""Pages of a server that follows the database: never older than they may be, and there when it is gone."""

import time

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, connection, connections, transaction

from articles.models import Article, LogEntry, Topic
from articles.workflow import publish
from portal.accounts.models import User
from portal.page_cache import replica
from portal.page_cache.application import PageCache
from portal.page_cache.generation import Generation
from portal.page_cache.replica import REPLICA, Noted, Router
from tests import pg
from tests.factories import make_article, make_draft, make_organization, make_partnership, make_topic

from .conftest import ask

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def following(transactional_db, settings):
    """A real server that follows the one of the tests, as ``DATABASE_REPLICA_URL`` names it; its process."""
    if connection.vendor != "postgresql" or "host" not in connection.settings_dict["OPTIONS"]:
        pytest.skip("Only a PostgreSQL on this machine is followed here")
    with pg.running_replica(connection.settings_dict["OPTIONS"]["host"]) as (host, process):
        options = connection.settings_dict["OPTIONS"] | {"host": str(host)}
        connections.settings[REPLICA] = connection.settings_dict | {"OPTIONS": options, "CONN_MAX_AGE": 60}
        settings.DATABASE_ROUTERS = ["portal.page_cache.replica.Router"]
        connections[REPLICA].ensure_connection = _connect_as_outside_tests
        yield process
        connections[REPLICA].close()
        del connections[REPLICA], connections.settings[REPLICA]


def _connect_as_outside_tests():
    """Django's tests refuse databases that were not there when they began."""
    follower = connections[REPLICA]
    if follower.connection is None:
        with follower.wrap_database_errors:
            follower.connect()


@pytest.fixture
def stand_in(settings, monkeypatch):
    """For what only the router decides: a replica that has come as far, and isn't asked."""
    settings.DATABASE_ROUTERS = ["portal.page_cache.replica.Router"]
    monkeypatch.setattr(replica, "has_come_to", lambda changes: True)


@pytest.fixture
def without_primary(monkeypatch):
    """Returns what ends the connection to the primary; nobody gets another."""

    def end():
        connection.close()
        monkeypatch.setattr(connection, "connect", refuse)

    def refuse():
        raise OperationalError("away")

    return end


def known_now():
    changes = Noted.in_database()
    return Generation(f"{changes}", changes=changes)


def wait_until_it_has_come(seconds=20):
    deadline = time.monotonic() + seconds
    while not replica.has_come_to(Noted.in_database()):
        assert time.monotonic() < deadline
        time.sleep(0.02)


def on_replica(sql):
    with connections[REPLICA].cursor() as cursor:
        cursor.execute(sql)


def make_pages():
    topic = make_topic()
    article = make_article("ar", topic=topic, texts={"ar": {"headline": "خبر قديم", "slug": "s"}})
    organization = make_organization()
    entry = make_partnership(organization)
    return article, [
        "/ar/",
        *(one.url_in("ar") for one in (article, topic, organization, entry)),
        "/sitemap.xml",
    ]


def test_public_pages_need_no_primary(following, watch, without_primary):
    _article, paths = make_pages()
    watch.generation = known_now()
    wait_until_it_has_come()
    portal = PageCache(get_wsgi_application(), watch)
    for path in paths:  # what is prepared for each process is prepared on the primary
        ask(PageCache(get_wsgi_application(), watch), path)
    watch.generation = watch.generation._replace(name="another")
    without_primary()

    assert {path: ask(portal, path).status for path in paths} == dict.fromkeys(paths, 200)
    assert "خبر قديم" in ask(portal, paths[1]).body.decode()


def test_replica_that_lags_is_not_asked(following, watch):
    article, paths = make_pages()
    wait_until_it_has_come()
    portal = PageCache(get_wsgi_application(), watch)
    on_replica("SELECT pg_wal_replay_pause()")
    publish(make_draft(article, "ar", headline="خبر جديد", slug="s"), by=None)
    watch.generation = known_now()

    shown = ask(portal, paths[1]).body.decode()

    assert Article.objects.using(REPLICA).get().headline_ar == "خبر قديم"
    assert "خبر جديد" in shown
    on_replica("SELECT pg_wal_replay_resume()")
    wait_until_it_has_come()
    assert Article.objects.using(REPLICA).get().headline_ar == "خبر جديد"


def test_replica_killed_between_two_pages_is_not_missed(following, watch):
    _article, paths = make_pages()
    wait_until_it_has_come()
    watch.generation = known_now()
    portal = PageCache(get_wsgi_application(), watch)
    assert ask(portal, "/ar/").status == 200
    following.kill()
    following.wait()

    assert [ask(portal, path).status for path in paths] == [200] * len(paths)


def test_replica_killed_while_a_page_is_made_is_not_missed(following, watch):
    _article, paths = make_pages()
    wait_until_it_has_come()
    watch.generation = known_now()
    django, asked = get_wsgi_application(), []

    def killed_first(environ, start_response):
        asked.append(following.kill() or following.wait())
        return django(environ, start_response)

    shown = ask(PageCache(killed_first, watch), paths[1])

    assert (shown.status, len(asked)) == (200, 2)
    assert "خبر قديم" in shown.body.decode()


def test_process_that_knows_no_changes_asks_the_primary():
    with replica.read(None) as is_read:
        assert not is_read


def test_what_the_marks_vouch_for_is_read_from_the_replica(stand_in):
    with replica.read(None):
        aliases = [Router().db_for_read(model) for model in (Article, Topic, User, LogEntry)]

    assert aliases == [REPLICA, REPLICA, None, None]
    assert Router().db_for_read(Article) is None


def test_transactions_and_locks_are_of_the_primary(stand_in):
    with replica.read(None):
        with transaction.atomic():
            assert Article.objects.all().db == "default"
        assert Article.objects.all().db == REPLICA
        assert Article.objects.select_for_update().db == "default"


def test_whoever_writes_reads_what_was_written(stand_in):
    with replica.read(None):
        topic = make_topic()

        assert list(Topic.objects.all()) == [topic]


def test_what_came_from_the_replica_is_written_to_the_primary(stand_in):
    topic = make_topic()
    topic._state.db = REPLICA

    topic.name_en = "Another"
    topic.save()

    assert Topic.objects.get().name_en == "Another"
    assert Router().allow_relation(topic, make_topic())


def test_replica_is_not_migrated():
    assert Router().allow_migrate(REPLICA, "articles") is False
    assert Router().allow_migrate("default", "articles") is None
