"""Ending sessions: whoever holds one is asked to log in with the next page."""

from .models import Session, User
from .sessions import row_key
from .signals import sessions_ended


def end_sessions(user, *, by, keep="") -> int:
    """All of an account, but for the one whose key is ``keep``; returns how many."""
    sessions = user.sessions.without(row_key(keep)) if keep else user.sessions.all()
    return _end(sessions, user, by)


def end_session(user, row: str) -> int:
    """One of somebody's own, by the key of its row."""
    return _end(user.sessions.filter(pk=row), user, user)


def _end(sessions, user, by):
    count = sessions.living().count()
    Session.objects.filter(pk__in=sessions.values("pk")).delete()
    if count:
        sessions_ended.send(User, user=user, by=by, count=count)
    return count
