"""What waits to be done by the worker."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Min
from django_tasks_db.models import DBTaskResult

from portal.announcing.enums import Event
from portal.announcing.models import Announcement, Delivery
from portal.index.models import Delivery as IndexDelivery
from portal.mail.models import OutgoingMail


class Queue(NamedTuple):
    """``since`` is when the first of them could have been done, where that is known."""

    number: int
    since: datetime | None = None

    @classmethod
    def of(cls, rows, column: str):
        found = rows.order_by().aggregate(number=Count("pk"), since=Min(column))
        return cls(found["number"], found["since"])


def queues() -> dict[str, Queue]:
    return {
        "tasks": Queue.of(DBTaskResult.objects.ready(), "enqueued_at"),
        "announcements": Queue.of(Announcement.objects.due(), "due_at"),
        "deliveries": Queue.of(Delivery.objects.due(), "next_try_at"),
        "mails": Queue.of(OutgoingMail.objects.due(), "posted_at"),
        "search": Queue(IndexDelivery.objects.waiting().count()),
    }


def overdue_publications() -> Queue:
    """Published, by the clock or by hand, and nobody outside has been told.

    The pages themselves need nobody to act: they ask for the time.
    """
    return Queue.of(Announcement.objects.due().filter(event=Event.ARTICLE_PUBLISHED), "due_at")


def mails_given_up() -> int:
    return OutgoingMail.objects.given_up().count()


def last_publish_lag() -> float | None:
    """Seconds from the time of the publication told last to its being told."""
    told = Announcement.objects.filter(event=Event.ARTICLE_PUBLISHED, told_at__isnull=False)
    last = told.order_by("-told_at").first()
    return (last.told_at - last.due_at).total_seconds() if last else None
