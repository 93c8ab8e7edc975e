"""The present, for conditions of queries: one that is prepared (``portal.prepared``) asks for it anew."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_pretended = ContextVar("pretended", default=None)


def now() -> datetime:
    pretended = _pretended.get()
    return pretended[0] if pretended else timezone.now()


def today() -> date:
    """The day in Kuwait."""
    pretended = _pretended.get()
    return pretended[1] if pretended else timezone.localdate()


@contextmanager
def pretending(moment: datetime, day: date) -> Iterator[None]:
    token = _pretended.set((moment, day))
    try:
        yield
    finally:
        _pretended.reset(token)
