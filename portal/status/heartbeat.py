"""The worker says that it lives, from a thread of its own: what it is at may take long."""

import threading

from django.db import close_old_connections

from .models import Sign

SECONDS = 30


def begin() -> None:
    threading.Thread(target=_beat, name="heartbeat", daemon=True).start()


def _beat():
    pause = threading.Event()
    while True:
        close_old_connections()
        Sign.objects.give(Sign.Name.WORKER)
        if pause.wait(SECONDS):
            return
