"""How long a session lasts, and the rows that say so; ``sessions`` reads and writes them."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

#: How often a row is written while its owner works.
NOTED_EVERY = timedelta(minutes=5)


def end_of(began_at: datetime, used_at: datetime) -> datetime:
    """When a session ends by itself: some hours after the login, or sooner when nobody uses it."""
    idle = timedelta(minutes=settings.SESSION_IDLE_MINUTES)
    return min(began_at + timedelta(hours=settings.SESSION_HOURS), used_at + idle)


class SessionQuerySet(models.QuerySet):
    def living(self):
        return self.filter(expire_date__gt=timezone.now())

    def without(self, row_key: str):
        return self.exclude(pk=row_key)
