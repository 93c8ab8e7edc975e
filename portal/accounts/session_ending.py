"""Ending sessions: whoever holds one is asked to log in with the next page."""

from .models import Event, Session
from .record import note
from .sessions import row_key


def end_sessions(user, *, by, keep="", request=None) -> int:
    """All of an account, but for the one whose key is ``keep``; returns how many."""
    sessions = user.sessions.without(row_key(keep)) if keep else user.sessions.all()
    return _end(sessions, user, by, request)


def end_session(user, row: str, request=None) -> int:
    """One of somebody's own, by the key of its row."""
    return _end(user.sessions.filter(pk=row), user, user, request)


def _end(sessions, user, by, request):
    count = sessions.living().count()
    Session.objects.filter(pk__in=sessions.values("pk")).delete()
    if count:
        note(Event.Kind.SESSIONS_ENDED, user, by, request)
    return count
