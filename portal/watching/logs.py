"""Log lines: for people, or one JSON object a line for programs that gather them (``LOG_FORMAT``).

Neither holds who asked: no address, no account, no query, and no link that lets in whoever holds it.
What else a message says is up to who logs it.
"""

import json
import logging
import re
from datetime import UTC, datetime

from .request_names import current_request

#: What would begin another line, turn it round, or tell a terminal what to do.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")

#: What follows opens a draft, or an account, to whoever reads it.
_SECRET = re.compile(r"(/(?:preview|password_reset)/)[^\s\"'<>\\]+")


class NameRequest(logging.Filter):
    """Give each record the name of the request that it was made in, as ``request_name``."""

    def filter(self, record):
        record.request_name = current_request() or "-"
        return True


class PlainLines(logging.Formatter):
    """One line for a message, whoever it quotes; the traceback of a fault follows on lines of its own."""

    def format(self, record):
        return _without_secrets(super().format(record))

    def formatMessage(self, record):
        return _on_one_line(super().formatMessage(record))


class JsonLines(logging.Formatter):
    """One object a line, with the ``traceback`` of a fault in it."""

    def format(self, record):
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "process": record.process,
            "request": record.request_name,
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return _without_secrets(_on_one_line(json.dumps(line, ensure_ascii=False)))


def _without_secrets(text):
    return _SECRET.sub(r"\1…", text)


def _on_one_line(text):
    """JSON reads these escapes back as what they stand for."""
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
