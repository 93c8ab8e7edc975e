"""Log lines: for people, or one JSON object a line for programs that gather them (``LOG_FORMAT``).

Neither holds who asked: no address, no account, no query. What a message says is up to who logs it.
"""

import json
import logging
from datetime import UTC, datetime

from .request_names import current_request


class NameRequest(logging.Filter):
    """Give each record the name of the request that it was made in, as ``request_name``."""

    def filter(self, record):
        record.request_name = current_request() or "-"
        return True


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
        return json.dumps(line, ensure_ascii=False)
