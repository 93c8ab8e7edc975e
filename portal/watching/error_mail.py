"""Faults by mail to ADMINS: where they are, never whose or with what.

What an exception says, addresses, forms and variables may be a reader's. They are left out; the line of the
log that has the same request name says more to whoever may read logs.
"""

import logging
import socket
import time
from hashlib import sha256
from pathlib import Path
from smtplib import SMTPException
from threading import Thread
from traceback import extract_tb, format_list

from django.conf import settings
from django.core.mail import mail_admins

#: The same fault is told once in so many seconds, and so many of them in that time.
AGAIN_SECONDS = 3600
MOST = 10
LONGEST_SUBJECT = 200
#: Ours would tell of itself without end; those of Django's say what the client said.
UNTOLD = (__name__, "django.security.")

logger = logging.getLogger(__name__)


class ErrorMail(logging.Handler):
    """Sends from a thread of its own: nobody waits for a mail server."""

    def emit(self, record):
        try:
            self._tell(record)
        except Exception:
            self.handleError(record)

    def _tell(self, record):
        if record.name.startswith(UNTOLD) or not _may_be_told(place_of(record)):
            return
        subject, text = f"{record.levelname} · {place_of(record)}"[:LONGEST_SUBJECT], text_of(record)
        Thread(target=_send, args=(subject, text), name="error-mail", daemon=True).start()


def place_of(record) -> str:
    """The kind of fault and where it was raised; without one, the message as it stands in the program."""
    kind, _error, trace = record.exc_info or (None, None, None)
    if kind is None:
        said = getattr(record, "status_code", None) or _written(record)
        return f"{record.name}: {said}"
    last = extract_tb(trace)[-1:]
    return " ".join([kind.__name__, *(f"{Path(frame.filename).name}:{frame.lineno}" for frame in last)])


def text_of(record) -> str:
    request = getattr(record, "request", None)
    match = getattr(request, "resolver_match", None)
    facts = {
        "Time": time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(record.created)),
        "Machine": socket.gethostname(),
        "Process": record.process,
        "Request": getattr(record, "request_name", "-"),
        "Route": f"{request.method} /{match.route}" if match else "-",
        "Message": f"{record.name}: {_written(record)}",
    }
    trace = format_list(extract_tb(record.exc_info[2])) if record.exc_info else []
    lines = [f"{name}: {value}" for name, value in facts.items()]
    return "\n".join([*lines, "", place_of(record), "", *(line.rstrip() for line in trace)])


def _written(record):
    """In one line, without what was put into it."""
    return " ".join(record.msg.split()) if isinstance(record.msg, str) else type(record.msg).__name__


def _may_be_told(place):
    """Whether it is the first of its kind for a while, over all processes of the machine."""
    told = Path(settings.VAR_DIR) / "error_mails"
    mine = told / sha256(place.encode()).hexdigest()
    try:
        told.mkdir(exist_ok=True)
        lately = {file for file in told.iterdir() if time.time() - file.stat().st_mtime < AGAIN_SECONDS}
        if mine in lately or len(lately) >= MOST:
            return False
        mine.touch()
    except OSError:  # A disk that can't be written to may not send mail without end.
        return False
    return True


def _send(subject, text):
    try:
        mail_admins(subject, text)
    except (SMTPException, OSError) as error:
        logger.warning("An error could not be mailed: %s", error)
