"""From the outbox to a real mail server: what arrives, how often it is tried, what becomes no header."""

import multiprocessing
import os
import signal
from datetime import UTC, datetime
from ssl import SSLCertVerificationError

import pytest
from django.core.mail import BadHeaderError
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, connections, transaction
from time_machine import travel

from portal.mail import sending
from portal.mail.models import OutgoingMail
from portal.mail.posting import post
from portal.mail.sending import KEPT, LEASE, REST, WAITS, forget_given_up, send_due
from tests.editing import make_editor
from tests.mail_server import mail_server

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def server(settings):
    with mail_server(settings) as kept:
        yield kept


@pytest.fixture
def nobody(settings):
    """Where no mail server listens."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9


def refuse_certificate(_server):
    raise SSLCertVerificationError("certificate has expired")


def posted(to="reader@example.com", **words):
    post(**{"to": to, "subject": "مرحبًا", "text": "نصّ الرسالة"} | words)
    return OutgoingMail.objects.latest("posted_at", "id")


def test_mail_arrives_in_arabic_and_leaves_no_copy(server):
    mail = posted(html='<p dir="rtl">نصّ</p>', headers={"List-Unsubscribe": "<https://portal.example/x>"})

    send_due()

    (message,) = server.messages
    assert message["Subject"] == "مرحبًا"
    assert message["To"] == "reader@example.com"
    assert message["Message-ID"] == f"<{mail.key}@testserver>"
    assert message["List-Unsubscribe"] == "<https://portal.example/x>"
    assert [part.get_content_type() for part in message.walk()][1:] == ["text/plain", "text/html"]
    assert message.get_body(("plain",)).get_content().strip() == "نصّ الرسالة"
    assert not OutgoingMail.objects.exists()


def test_one_connection_is_enough_for_many(server):
    for number in range(5):
        posted(f"reader{number}@example.com")

    send_due()

    assert (len(server.messages), server.connections) == (5, 1)


def test_what_is_taken_back_is_not_sent(server):
    with transaction.atomic():
        posted()
        transaction.set_rollback(True)

    send_due()

    assert server.messages == []


@pytest.mark.parametrize("line_break", ["\n", "\r", "\r\n"])
@pytest.mark.parametrize("where", ["to", "subject", "headers"])
def test_line_breaks_become_no_header(server, where, line_break):
    words = f"a@example.com{line_break}Bcc: victim@example.com"

    with pytest.raises(BadHeaderError):
        posted(**{where: {"Reply-To": words} if where == "headers" else words})

    assert not OutgoingMail.objects.exists()


@pytest.mark.usefixtures("nobody")
def test_server_that_is_away_is_asked_again(settings, clock):
    first = posted()
    posted()

    send_due()

    first.refresh_from_db()
    assert (first.attempts, first.next_try_at) == (1, NOW + WAITS[0])
    assert first.failure.startswith("ConnectionRefusedError")
    # The other was not even tried.
    assert sorted(OutgoingMail.objects.values_list("attempts", "next_try_at")) == [
        (0, NOW + REST),
        (1, NOW + WAITS[0]),
    ]
    clock.shift(WAITS[0])
    with mail_server(settings) as kept:
        send_due()
    assert len(kept.messages) == 2


@pytest.mark.usefixtures("nobody")
def test_mail_is_given_up_after_a_day_and_forgotten_after_a_week(clock):
    mail = posted()

    for wait in WAITS:
        send_due()
        clock.shift(wait)
    send_due()
    mail.refresh_from_db()
    assert (mail.attempts, mail.given_up_at) == (len(WAITS) + 1, NOW + sum(WAITS[1:], WAITS[0]))

    clock.shift(KEPT)
    forget_given_up()
    assert OutgoingMail.objects.filter(pk=mail.pk).exists()
    clock.shift(1)
    forget_given_up()
    assert not OutgoingMail.objects.filter(pk=mail.pk).exists()


def test_damaged_row_is_given_up_and_keeps_no_other_waiting(server):
    damaged, sound = posted(), posted("other@example.com")
    OutgoingMail.objects.filter(pk=damaged.pk).update(headers={"Reply-To": "a\nb"})

    send_due()

    damaged.refresh_from_db()
    assert damaged.given_up_at
    assert "BadHeaderError" in damaged.failure
    assert [message["To"] for message in server.messages] == [sound.to]


def test_certificate_that_is_refused_is_no_damaged_row(settings, monkeypatch):
    """Python calls it a ValueError, too."""
    mail = posted()
    monkeypatch.setattr(EmailBackend, "open", refuse_certificate)

    send_due()

    mail.refresh_from_db()
    assert (mail.attempts, mail.given_up_at) == (1, None)


def test_address_that_is_refused_for_good_is_not_tried_again(server):
    server.refusals = {"gone@example.com": "550 No such user", "full@example.com": "452 Mailbox full"}
    gone, full = posted("gone@example.com"), posted("full@example.com")
    posted()

    send_due()

    gone.refresh_from_db()
    full.refresh_from_db()
    assert gone.given_up_at
    assert (full.given_up_at, full.next_try_at) == (None, NOW + WAITS[0])
    assert len(server.messages) == 1


def test_mail_whose_worker_died_is_sent_by_the_next(server, clock):
    posted()
    assert sending._take()

    send_due()
    assert server.messages == []

    clock.shift(LEASE)
    send_due()
    assert len(server.messages) == 1


def _die_while_sending(mail, server):
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.django_db(transaction=True)
def test_killed_worker_loses_nothing(server, clock, monkeypatch):
    posted()
    monkeypatch.setattr(sending, "_send", _die_while_sending)
    connections.close_all()
    worker = multiprocessing.get_context("fork").Process(target=send_due)
    worker.start()
    worker.join(20)
    monkeypatch.undo()

    clock.shift(LEASE)
    send_due()

    assert worker.exitcode == -signal.SIGKILL
    assert len(server.messages) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_take_the_same_mail(server):
    if not connection.features.has_select_for_update_skip_locked:
        pytest.skip("SQLite lets one write at a time")
    posted()
    other = connections.create_connection("default")
    try:
        with transaction.atomic():
            assert sending._take()
            with other.cursor() as cursor:
                cursor.execute("SELECT id FROM mail_outgoingmail FOR UPDATE SKIP LOCKED")
                assert cursor.fetchall() == []
    finally:
        other.close()


def test_desk_sends_again_what_was_given_up(admin_client, server):
    mail = posted()
    OutgoingMail.objects.update(given_up_at=NOW, failure="SMTPDataError: (554, b'no')")

    page = admin_client.get("/admin/mail/outgoingmail/")
    assert "reader@example.com" in page.content.decode()
    admin_client.post(
        "/admin/mail/outgoingmail/", {"action": "try_again", "_selected_action": [str(mail.pk)]}
    )
    send_due()

    assert len(server.messages) == 1


def test_mail_is_shown_to_nobody_without_the_right(client):
    client.force_login(make_editor())

    assert client.get("/admin/mail/outgoingmail/").status_code == 403
