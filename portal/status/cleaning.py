"""Once a day the worker removes what nobody needs any more, from a thread: it may live for months."""

import logging
import threading

from django.core.management import call_command
from django.db import connections

from portal.mail.sending import forget_given_up

SECONDS = 24 * 3600
COMMANDS = ("clearsessions", "prune_db_task_results", "forget_addresses")

logger = logging.getLogger(__name__)


def begin() -> None:
    threading.Thread(target=_keep_cleaning, name="cleaning", daemon=True).start()


def clean() -> None:
    """Sessions that have ended, results of old tasks, old network addresses, mails that nobody sent anew."""
    for name in COMMANDS:
        call_command(name, verbosity=0)
    forget_given_up()


def _keep_cleaning():
    pause = threading.Event()
    while True:
        try:
            clean()
        except Exception:  # Tomorrow it may be possible.
            logger.exception("Cleaning was interrupted.")
        connections.close_all()
        if pause.wait(SECONDS):
            return
