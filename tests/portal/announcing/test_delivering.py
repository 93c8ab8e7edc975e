"""From the outbox to whoever is told: when, how often, and what never."""

import hmac
import json
from base64 import b64decode, b64encode
from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from articles import workflow
from organizations.partnerships.enums import LedgerAct
from organizations.partnerships.models import Partnership
from organizations.partnerships.signals import entry_changed
from portal.announcing import delivering
from portal.announcing.delivering import KEPT, LEASE, REST, WAITS, deliver_due
from portal.announcing.enums import Failure, State
from portal.announcing.models import Announcement, Delivery, Webhook
from tests.factories import make_article, make_draft, make_organization, make_partnership, show

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def publish(article=None, language="ar"):
    return workflow.publish(make_draft(article or make_article(""), language), by=None)


def told(machine):
    return [json.loads(asked.body)["event"] for asked in machine.asked]


def outcome(delivery):
    delivery.refresh_from_db()
    return delivery.state, delivery.attempts, delivery.status, delivery.failure


def test_published_article_is_delivered(machine, webhook):
    article = publish()

    deliver_due()

    (asked,) = machine.asked
    message = Announcement.objects.get()
    assert (asked.method, asked.path) == ("POST", "/hook")
    assert json.loads(asked.body) == {
        "id": f"msg_{message.pk.hex}",
        "event": "article.published",
        "occurred_at": "2026-05-04T12:00:00+03:00",
        "language": "ar",
        "article": {
            "id": article.pk,
            "url": f"http://testserver{article.url_in('ar')}",
            "api_url": f"http://testserver/api/v1/articles/{article.pk}",
        },
    }
    assert outcome(Delivery.objects.get()) == (State.DELIVERED, 1, 200, "")


def test_receiver_can_check_the_signature(machine, webhook):
    publish()

    deliver_due()

    (asked,) = machine.asked
    key = b64decode(webhook.secret.removeprefix("whsec_"))
    head = f"{asked.headers['webhook-id']}.{asked.headers['webhook-timestamp']}."
    expected = b64encode(hmac.digest(key, head.encode() + asked.body, sha256)).decode()
    assert asked.headers["webhook-signature"] == f"v1,{expected}"
    assert asked.headers["webhook-timestamp"] == str(int(timezone.now().timestamp()))
    assert asked.headers["webhook-id"] == json.loads(asked.body)["id"]


def test_change_of_the_ledger_is_delivered(machine, webhook):
    entry = make_partnership(make_organization())
    entry_changed.send(sender=Partnership, entry=entry, act=LedgerAct.CORRECTED, is_whole=False)

    deliver_due()

    said = json.loads(machine.asked[0].body)
    assert (said["event"], said["language"]) == ("partnership.corrected", None)
    assert said["partnership"] == {
        "number": entry.number,
        "slug": entry.slug,
        "urls": {code: f"http://testserver/{code}/partnerships/{entry.slug}/" for code in ("ar", "en")},
        "api_url": f"http://testserver/api/v1/partnerships/{entry.slug}",
    }


def test_delivered_once_however_often_the_worker_looks(machine, webhook):
    publish()

    deliver_due()
    deliver_due()

    assert told(machine) == ["article.published"]


def test_scheduled_publication_is_told_at_its_second(machine, webhook, clock):
    show(make_draft(make_article(""), "ar"), timezone.now() + HOUR)

    clock.shift(HOUR - timedelta(seconds=1))
    deliver_due()
    before = told(machine)
    clock.shift(1)
    deliver_due()

    assert (before, told(machine)) == ([], ["article.published"])


def test_schedule_that_was_taken_back_is_told_to_nobody(machine, webhook, clock):
    article = make_article("")
    show(make_draft(article, "ar"), timezone.now() + HOUR)
    workflow.unschedule(article, "ar", by=None)

    clock.shift(HOUR)
    deliver_due()

    assert (told(machine), Announcement.objects.count()) == ([], 0)


def test_moved_schedule_is_told_once(machine, webhook, clock):
    article, now = make_article(""), timezone.now()
    show(make_draft(article, "ar"), now + 2 * HOUR)
    show(make_draft(article, "ar", place="Kuwait"), now + HOUR)

    clock.shift(HOUR)
    deliver_due()
    clock.shift(HOUR)
    deliver_due()

    assert told(machine) == ["article.published"]


def test_what_was_withdrawn_meanwhile_is_told_as_withdrawn_alone(machine, webhook, clock):
    article = publish()
    clock.shift(1)
    workflow.withdraw(article, "ar", by=None, reason="Published by mistake.")

    deliver_due()

    said = json.loads(machine.asked[0].body)
    assert told(machine) == ["article.withdrawn"]
    assert said["article"]["url"] == f"http://testserver/ar/articles/{article.pk}/"


def test_what_is_withdrawn_between_two_tries_is_not_said_again(machine, webhook, clock):
    machine.otherwise = 500, {}, b""
    article = publish()
    deliver_due()
    clock.shift(WAITS[0])
    workflow.withdraw(article, "ar", by=None, reason="Published by mistake.")

    deliver_due()

    states = {d.announcement.event: d.state for d in Delivery.objects.select_related("announcement")}
    assert states == {"article.published": State.OVERTAKEN, "article.withdrawn": State.WAITING}
    assert told(machine) == ["article.published", "article.withdrawn"]


def test_only_who_asked_for_the_event_is_told(machine, webhook):
    Webhook.objects.create(name="Other", url=f"{machine.url}/other", events=["article.withdrawn"])
    Webhook.objects.create(name="Off", url=f"{machine.url}/off", events=webhook.events, is_active=False)
    publish()

    deliver_due()

    assert [asked.path for asked in machine.asked] == ["/hook"]


def test_nothing_stays_where_nobody_is_told():
    publish()

    deliver_due()

    assert (Announcement.objects.count(), Delivery.objects.count()) == (0, 0)


def test_failure_is_tried_again_less_and_less_often_then_given_up(machine, webhook, clock):
    machine.otherwise = 503, {}, b"later"
    publish()
    deliver_due()
    (delivery,) = Delivery.objects.all()

    for number, wait in enumerate(WAITS, start=1):
        assert outcome(delivery) == (State.WAITING, number, 503, "")
        clock.shift(wait - timedelta(seconds=1))
        deliver_due()
        assert len(machine.asked) == number
        clock.shift(1)
        deliver_due()

    assert outcome(delivery) == (State.GIVEN_UP, len(WAITS) + 1, 503, "")
    assert len({asked.headers["webhook-id"] for asked in machine.asked}) == 1


def test_redirect_is_a_failure(machine, webhook):
    machine.answers["/hook"] = 302, {"Location": "/elsewhere"}, b""
    publish()

    deliver_due()

    assert [asked.path for asked in machine.asked] == ["/hook"]
    assert outcome(Delivery.objects.get()) == (State.WAITING, 1, 302, "")


@pytest.mark.parametrize(
    ("url", "failure"),
    [
        ("https://127.0.0.1/", Failure.REFUSED),
        ("https://169.254.169.254/latest", Failure.REFUSED),
        ("http://127.0.0.1:1/", Failure.UNREACHABLE),
    ],
)
def test_why_nobody_answered_is_noted(settings, url, failure):
    settings.OUTSIDE_ALLOWED = ["127.0.0.1:1"]
    Webhook.objects.create(name="Nobody", url=url, events=["article.published"])
    publish()

    deliver_due()

    assert outcome(Delivery.objects.get()) == (State.WAITING, 1, None, failure)


def test_answer_without_end_is_noted(machine, webhook):
    machine.otherwise = 200, {}, b"x" * 70_000
    publish()

    deliver_due()

    assert outcome(Delivery.objects.get())[3] == Failure.TOO_LARGE


def test_who_fails_is_left_alone_while_others_are_told(machine, webhook, clock):
    machine.answers["/hook"] = 500, {}, b""
    Webhook.objects.create(name="Other", url=f"{machine.url}/other", events=webhook.events)
    for _number in range(3):
        publish()

    deliver_due()

    assert sorted(asked.path for asked in machine.asked) == ["/hook", "/other", "/other", "/other"]
    clock.shift(REST)
    machine.answers["/hook"] = 200, {}, b""
    deliver_due()
    assert [asked.path for asked in machine.asked].count("/hook") == 4


def test_killed_worker_loses_nothing(machine, webhook, clock, monkeypatch):
    def die(delivery):
        raise SystemExit

    publish()
    monkeypatch.setattr(delivering, "send", die)
    with pytest.raises(SystemExit):
        deliver_due()
    monkeypatch.undo()

    deliver_due()
    before = told(machine)
    clock.shift(LEASE)
    deliver_due()

    assert (before, told(machine)) == ([], ["article.published"])


def test_delivery_that_kills_every_worker_is_given_up(machine, webhook, clock, monkeypatch):
    def die(delivery):
        raise SystemExit

    publish()
    with monkeypatch.context() as patch:
        patch.setattr(delivering, "send", die)
        for _try in range(len(WAITS) + 1):
            with pytest.raises(SystemExit):
                deliver_due()
            clock.shift(LEASE)
        deliver_due()

    assert Delivery.objects.get().state == State.GIVEN_UP


def test_log_is_kept_for_a_month(machine, webhook, clock):
    publish()
    deliver_due()
    clock.shift(KEPT + timedelta(seconds=1))
    publish()

    deliver_due()

    assert Delivery.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_take_the_same(machine, webhook):
    if connection.vendor != "postgresql":
        pytest.skip("two writers at one moment need PostgreSQL: SQLite lets one write at a time")
    publish()
    publish()
    elsewhere = connections.create_connection("default")
    try:
        with transaction.atomic():
            taken = Announcement.objects.select_for_update().first()
            other = delivering._unclaimed(Announcement.objects.due())
            with elsewhere.cursor() as cursor:
                sql, parameters = other.values("pk").query.sql_with_params()
                cursor.execute("BEGIN")
                cursor.execute(sql, parameters)
                found = [row[0] for row in cursor.fetchall()]
                cursor.execute("ROLLBACK")
    finally:
        elsewhere.close()

    assert found == [row.pk for row in Announcement.objects.exclude(pk=taken.pk)]
