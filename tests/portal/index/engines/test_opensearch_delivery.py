"""What happens between a change and the server that keeps the index."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from portal.index import Document, Kind
from portal.index.engines.opensearch import delivery, engine_at, resume
from portal.index.engines.opensearch.connection import ServerAway
from portal.index.engines.opensearch.delivery import deliver, deliver_to
from portal.index.models import Delivery
from tests.portal.index.opensearch_stub import running_stub

pytestmark = pytest.mark.django_db


@pytest.fixture
def stub(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    with running_stub() as (stub, address):
        settings.SEARCH_URL = f"opensearch+http://{address}"
        yield stub
        engine_at.cache_clear()


@pytest.fixture
def engine(stub, settings):
    return engine_at(settings.SEARCH_URL)


def document(pk=1, headline="", **columns):
    return Document(Kind.ARTICLE, pk, "ar", headline, **columns)


def tasks():
    return DBTaskResult.objects.filter(task_path=deliver.module_path)


def put_off(moment):
    return moment - timezone.now() > timedelta(seconds=20)


def test_change_and_its_delivery_are_part_of_the_transaction(engine, stub):
    with transaction.atomic():
        engine.store([document()])
        transaction.set_rollback(True)

    assert not Delivery.objects.exists()
    assert not tasks().exists()

    engine.store([document(7)])
    engine.forget(Kind.ARTICLE, [8], language="ar")

    assert stub.requests == []
    assert list(Delivery.objects.order_by("pk").values_list("name", flat=True)) == [
        "article-7",
        "article-8",
        "article-8-draft",
    ]
    assert tasks().count() == 2


def test_nothing_to_store_asks_for_no_delivery(engine):
    engine.store([])
    engine.forget(Kind.ARTICLE, [])

    assert not tasks().exists()


def test_worker_delivers_and_nothing_is_left(engine, stub):
    engine.store([document(7), document(8)])

    deliver.call()

    assert stub.sources("ar").keys() == {"article-7", "article-8"}
    assert not Delivery.objects.exists()


def test_server_away_keeps_the_changes_and_is_tried_once_more(engine, stub):
    engine.store([document(7)])
    stub.failure = (503, "")
    asked = tasks().count()

    deliver.call()
    attempts = len(stub.requests)
    deliver.call()
    deliver.call()

    assert Delivery.objects.count() == 1
    assert tasks().count() == asked + 1
    assert put_off(tasks().latest("enqueued_at").run_after)
    assert len(stub.requests) == attempts


def test_change_left_behind_is_delivered_by_the_next_try(engine, stub, time_machine):
    time_machine.move_to(timezone.now())
    engine.store([document(7, "قديم")])
    stub.failure = (503, "")
    deliver.call()
    engine.store([document(7, "جديد")])

    stub.failure = None
    time_machine.shift(timedelta(seconds=31))
    deliver.call()

    assert stub.sources("ar")["article-7"]["headline"] == "جديد"
    assert not Delivery.objects.exists()


def test_worker_begins_with_what_an_interruption_left(engine):
    resume()
    assert not tasks().exists()

    engine.store([document(7)])
    tasks().delete()
    resume()

    assert tasks().count() == 1


def test_worker_resumes_nothing_where_the_database_keeps_the_index(engine, settings):
    engine.store([document(7)])
    tasks().delete()
    settings.SEARCH_URL = ""

    resume()

    assert not tasks().exists()


def test_older_change_that_arrives_late_changes_nothing(engine, stub):
    engine.store([document(7, "قديم")])
    late = Delivery.objects.get()
    engine.store([document(7, "جديد")])
    deliver_to(engine)

    late.save(force_insert=True)
    deliver_to(engine)

    assert stub.sources("ar")["article-7"]["headline"] == "جديد"
    assert not Delivery.objects.exists()


def test_removal_that_arrives_after_a_new_document_doesnt_remove_it(engine, stub):
    deliver_to(engine)
    engine.forget(Kind.ARTICLE, [7], language="ar")
    late = list(Delivery.objects.all())
    engine.store([document(7)])
    deliver_to(engine)

    Delivery.objects.bulk_create(late)
    deliver_to(engine)

    assert stub.sources("ar").keys() == {"article-7"}
    assert not Delivery.objects.exists()


def test_refused_document_is_kept_with_the_reason_and_stops_no_other(engine, stub, caplog):
    stub.refused = {"article-7"}
    engine.store([document(7), document(8)])

    deliver_to(engine)

    assert stub.sources("ar").keys() == {"article-8"}
    assert [(row.name, row.refusal) for row in Delivery.objects.refused()] == [
        ("article-7", "mapper_parsing_exception")
    ]
    assert "refused article-7" in caplog.text

    requests = len(stub.requests)
    deliver_to(engine)
    assert len(stub.requests) == requests


def test_refusal_is_past_once_something_newer_was_taken(engine, stub):
    stub.refused = {"article-7", "article-8"}
    engine.store([document(7), document(8)])
    deliver_to(engine)

    stub.refused = set()
    engine.store([document(7)])
    deliver_to(engine)

    assert [row.name for row in Delivery.objects.refused()] == ["article-8"]


def test_busy_server_is_told_the_rest_later(engine, stub, monkeypatch):
    engine.store([document(7), document(8)])
    change = stub._change

    def busy_once(act, about, source):
        if about["_id"] == "article-8":
            return {act: {"status": 429, "error": {"type": "rejected_execution_exception"}}}
        return change(act, about, source)

    monkeypatch.setattr(stub, "_change", busy_once)
    with pytest.raises(ServerAway):
        deliver_to(engine)
    assert list(Delivery.objects.values_list("name", flat=True)) == ["article-8"]

    monkeypatch.undo()
    deliver_to(engine)
    assert stub.sources("ar").keys() == {"article-7", "article-8"}


def test_requests_stay_small(engine, stub, monkeypatch):
    engine.store([document(pk, "خبر " * 20) for pk in range(1, 6)])
    monkeypatch.setattr(delivery, "MOST_TOGETHER", 3)
    deliver_to(engine)
    assert {len(body) // 2 for body in stub.asked("_bulk")} == {3, 2}

    engine.store([document(pk, "خبر " * 20) for pk in range(1, 4)])
    monkeypatch.setattr(delivery, "MOST_CHARACTERS", 10)
    deliver_to(engine)
    assert [len(body) // 2 for body in stub.asked("_bulk")[-3:]] == [1, 1, 1]


def test_lost_index_is_made_again(engine, stub):
    engine.store([document(7)])
    deliver_to(engine)
    stub.indices.clear()

    engine.store([document(8)])
    deliver_to(engine)

    assert stub.sources("ar").keys() >= {"article-8"}
    assert stub.indices


def test_database_in_charge_again_sends_nothing(engine, stub, settings):
    engine.store([document(7)])
    settings.SEARCH_URL = ""

    deliver.call()

    assert stub.requests == []


def test_number_of_queries_doesnt_depend_on_the_number_of_documents(engine, django_assert_num_queries):
    with django_assert_num_queries(2):
        engine.store([document()])
    with django_assert_num_queries(2):
        engine.store([document(pk) for pk in range(1, 40)])
