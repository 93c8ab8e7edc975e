"""What the worker does with the outbox, beside its other work: whoever is slow holds nothing else up.

A try is counted and the next one set before it is made. So a worker that is killed loses nothing: what it was
about is tried again. Two workers never take the same row.
"""

import logging
import time
from datetime import timedelta
from threading import Thread

from django.db import close_old_connections, connection, transaction
from django.utils import timezone

from portal.outside import OutsideError, Refused, TooLarge

from .enums import Channel, Failure, State
from .messages import is_still_so
from .models import Announcement, Delivery, Webhook
from .sending import configured_channels, send

PAUSE_SECONDS = 1
#: After each try that failed; after the last one it is given up, a good day after the first.
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 840)]
MOST_TRIES = len(WAITS) + 1
#: Longer than any try takes: only one that nobody came back from is made again because of it.
LEASE = timedelta(minutes=1)
#: A receiver that failed is left alone for so long, with all that waits for it: others come first.
REST = timedelta(minutes=1)
#: The log tells of deliveries for so long.
KEPT = timedelta(days=30)

logger = logging.getLogger(__name__)


def start_delivering() -> None:
    """Deliver for as long as this process lives."""
    Thread(target=_keep_delivering, name="announcing", daemon=True).start()


def deliver_due() -> None:
    """Tell everything whose time has come."""
    while _spread():
        pass
    while delivery := _take():
        _deliver(delivery)


def _keep_delivering():
    while True:
        close_old_connections()
        try:
            deliver_due()
        except Exception:  # One fault, of a row or of the database, must not silence all others for good.
            logger.exception("Announcements were interrupted.")
        time.sleep(PAUSE_SECONDS)


@transaction.atomic
def _spread():
    """Make of one announcement a delivery for each receiver; returns whether there was one."""
    announcement = _unclaimed(Announcement.objects.due().order_by("due_at")).first()
    if announcement is None:
        return False
    deliveries = _deliveries_of(announcement) if is_still_so(announcement) else []
    if not deliveries:
        announcement.delete()
        return True
    Delivery.objects.bulk_create(deliveries)
    announcement.told_at = timezone.now()
    announcement.save(update_fields=["told_at"])
    Announcement.objects.filter(told_at__lt=timezone.now() - KEPT).delete()
    return True


def _deliveries_of(announcement):
    webhooks = [hook for hook in Webhook.objects.filter(is_active=True) if announcement.event in hook.events]
    return [
        *(Delivery(announcement=announcement, channel=Channel.WEBHOOK, webhook=hook) for hook in webhooks),
        *(Delivery(announcement=announcement, channel=channel) for channel in configured_channels()),
    ]


@transaction.atomic
def _take():
    """The next delivery, for this worker alone until its lease ends; None where nothing is due."""
    delivery = _unclaimed(Delivery.objects.due()).first()
    if delivery:
        delivery.attempts += 1
        delivery.tried_at = timezone.now()
        delivery.next_try_at = delivery.tried_at + LEASE
        delivery.save(update_fields=["attempts", "tried_at", "next_try_at"])
    return delivery


def _unclaimed(rows):
    skips = connection.features.has_select_for_update_skip_locked
    return rows.select_for_update(skip_locked=skips)


def _deliver(delivery):
    if delivery.attempts > MOST_TRIES:
        _settle(delivery, state=State.GIVEN_UP)
        return
    if not _is_wanted(delivery):
        _settle(delivery, state=State.OVERTAKEN)
        return
    try:
        answer = send(delivery)
    except OutsideError as error:
        _put_off(delivery, status=None, failure=_failure(error))
        return
    if answer.is_success:
        _settle(delivery, state=State.DELIVERED, status=answer.status, failure="")
    else:
        _put_off(delivery, status=answer.status, failure="")


def _is_wanted(delivery):
    is_open = delivery.webhook is None or delivery.webhook.is_active
    return is_open and is_still_so(delivery.announcement)


def _put_off(delivery, **outcome):
    """Try again later, or give up. What else waits for the same receiver waits a little too."""
    if delivery.attempts == MOST_TRIES:
        _settle(delivery, state=State.GIVEN_UP, **outcome)
        return
    now = timezone.now()
    _settle(delivery, next_try_at=now + WAITS[delivery.attempts - 1], **outcome)
    same = Delivery.objects.due().filter(channel=delivery.channel, webhook=delivery.webhook_id)
    same.order_by().update(next_try_at=now + REST)


def _settle(delivery, **columns):
    Delivery.objects.filter(pk=delivery.pk).update(**columns)


def _failure(error):
    if isinstance(error, Refused):
        return Failure.REFUSED
    return Failure.TOO_LARGE if isinstance(error, TooLarge) else Failure.UNREACHABLE
