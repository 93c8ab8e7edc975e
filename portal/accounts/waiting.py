"""Between the two steps of a login: whose password was right, and who is nobody yet.

It stands in a session that belongs to nobody, so that no view can take them for logged in.
"""

from datetime import datetime, timedelta

from django.contrib.auth import login
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from .models import User

WAITING = "waiting_for_second_step"
LONGEST = timedelta(minutes=10)


def wait(request, user, leads_to: str):
    """Remember whose password was right, and where they were going; any session they had is over."""
    request.session.flush()
    request.session[WAITING] = {
        "user": user.pk,
        "backend": user.backend,
        "password": user.get_session_auth_hash(),
        "since": timezone.now().isoformat(),
        "leads_to": leads_to,
    }


def who_waits(request) -> User | None:
    """The account whose password was given a short while ago, while it may log in and has that password."""
    waiting = request.session.get(WAITING)
    if not waiting or timezone.now() - datetime.fromisoformat(waiting["since"]) > LONGEST:
        return None
    user = User.objects.filter(pk=waiting["user"], is_active=True, is_staff=True).first()
    if user is None or not constant_time_compare(user.get_session_auth_hash(), waiting["password"]):
        return None
    user.backend = waiting["backend"]
    return user


def admit(request, user, device) -> str:
    """The second step is taken: log in, under another session key. Returns where they were going."""
    leads_to = request.session.pop(WAITING)["leads_to"]
    user.otp_device = device
    login(request, user)
    return leads_to
