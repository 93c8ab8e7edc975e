"""The sessions of the portal (``SESSION_ENGINE``): Django's, in a table that names their owners.

The table holds the hash of each key: whoever reads it, or a backup of it, can't use what they find.
"""

import hashlib
from datetime import datetime

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends import db
from django.utils import timezone

from .browsers import name_browser
from .models import Session
from .session_rows import end_of

LOGIN = "login"


def row_key(session_key: str) -> str:
    return hashlib.sha256(session_key.encode()).hexdigest()[:40]


class SessionStore(db.SessionStore):
    """Only what isn't asynchronous: nothing here is, and those methods find no session."""

    #: Whether the request that reads the session is an act of a person (``unattended``).
    is_use = True

    @classmethod
    def get_model_class(cls):
        return Session

    def load(self):
        row = self.model.objects.living().filter(pk=row_key(self.session_key)).first()
        if row is None:
            self._session_key = None
            return {}
        if self.is_use:
            row.note_use()
        return self.decode(row.session_data)

    def exists(self, session_key):
        return super().exists(row_key(session_key))

    def delete(self, session_key=None):
        key = session_key or self.session_key
        if key:
            super().delete(row_key(key))

    def create_model_instance(self, data):
        now = timezone.now()
        login = data.get(LOGIN, {})
        began_at = datetime.fromisoformat(login["began_at"]) if login else now
        return self.model(
            session_key=row_key(self._get_or_create_session_key()),
            session_data=self.encode(data),
            expire_date=end_of(began_at, now),
            user_id=data.get(SESSION_KEY),
            began_at=began_at,
            used_at=now,
            browser=login.get("browser", ""),
            system=login.get("system", ""),
        )


def begin(request, **more):
    """Somebody has logged in: say in the session when, for its key may change, but its age doesn't."""
    browser = name_browser(request.META.get("HTTP_USER_AGENT", ""))
    request.session[LOGIN] = {"began_at": timezone.now().isoformat(), **browser._asdict()}
