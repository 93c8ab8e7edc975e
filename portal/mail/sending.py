"""What the worker does with the outbox, beside its other work.

A try is counted and the next one set before it is made, so a worker that is killed loses nothing: what it
was about is tried again, and may arrive twice if the server had just taken it. Two workers never take the
same row.
"""

import logging
import time
from datetime import timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused
from threading import Thread

from django.core.mail import get_connection
from django.db import close_old_connections, connection, transaction
from django.utils import timezone

from .models import OutgoingMail

PAUSE_SECONDS = 1
#: After each try that failed; after the last one it is given up, a good day after the first.
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 840)]
#: Longer than any try takes: only one that nobody came back from is made again because of it.
LEASE = timedelta(minutes=2)
#: A server that failed is left alone for so long, by all that waits for it.
REST = timedelta(minutes=1)
#: What was given up can be sent anew for so long.
KEPT = timedelta(days=7)

logger = logging.getLogger(__name__)


def start_sending() -> None:
    """Send for as long as this process lives."""
    Thread(target=_keep_sending, name="mail", daemon=True).start()


def send_due() -> None:
    """Send everything whose time has come, over one connection."""
    server = get_connection()
    try:
        while mail := _take():
            _send(mail, server)
    finally:
        server.close()


def forget_given_up() -> None:
    OutgoingMail.objects.filter(given_up_at__lt=timezone.now() - KEPT).delete()


def _keep_sending():
    while True:
        close_old_connections()
        try:
            send_due()
        except Exception:  # One fault, of a row or of the database, must not silence all others for good.
            logger.exception("Mail was interrupted.")
        time.sleep(PAUSE_SECONDS)


@transaction.atomic
def _take():
    """The next mail, for this worker alone until its lease ends; None where nothing is due."""
    skips = connection.features.has_select_for_update_skip_locked
    mail = OutgoingMail.objects.due().select_for_update(skip_locked=skips).first()
    if mail:
        mail.attempts += 1
        mail.next_try_at = timezone.now() + LEASE
        mail.save(update_fields=["attempts", "next_try_at"])
    return mail


def _send(mail, server):
    try:
        server.open()
        server.send_messages([mail.message()])
    except (SMTPException, OSError, ValueError) as error:
        server.close()
        _put_off(mail, error)
    else:
        mail.delete()


def _put_off(mail, error):
    """Try again later, or give up. If the server is at fault, what else waits for it waits a little, too."""
    now = timezone.now()
    mail.failure = f"{type(error).__name__}: {error}"
    if _is_damaged(error) or _is_refused(error) or mail.attempts > len(WAITS):
        mail.given_up_at = now
    else:
        mail.next_try_at = now + WAITS[mail.attempts - 1]
    mail.save(update_fields=["failure", "next_try_at", "given_up_at"])
    if not (_is_damaged(error) or isinstance(error, SMTPRecipientsRefused | SMTPDataError)):
        OutgoingMail.objects.due().order_by().update(next_try_at=now + REST)


def _is_damaged(error):
    """Whether no mail can be made of the row. Certificates that are refused are ValueErrors, too."""
    return isinstance(error, ValueError) and not isinstance(error, OSError)


def _is_refused(error):
    """Whether the server took this one for good as one that it won't deliver."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _words in error.recipients.values())
    return isinstance(error, SMTPDataError) and error.smtp_code >= 500
