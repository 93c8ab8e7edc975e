"""The portal as a server on which it is the time that the file ``CLOCK`` names, in seconds since 1970.

Only Django's clock is held. gunicorn counts its workers' silence by the real one.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

from django.utils import timezone

from portal.wsgi import application

__all__ = ["application"]

_clock = Path(os.environ["CLOCK"])
timezone.now = lambda: datetime.fromtimestamp(float(_clock.read_text()), tz=UTC)
