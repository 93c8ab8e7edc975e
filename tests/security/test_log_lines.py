"""Nobody writes a line into the log, or a command into the terminal of whoever reads it."""

import json
import logging

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

FORGED = [
    "\n2026-01-01 INFO portal [-] all is well", "\r\nX", "\x1b[2J\x1b[31m", "\x9b31m", "\x00", "\x08" * 20,
    "\x7f", "\x85next",
    "\u2028next", "\u2029next", "\u202egnp.exe", "\x0bx\x0cy",
]  # fmt: skip


@pytest.mark.parametrize("form", ["plain", "json"])
@pytest.mark.parametrize("words", FORGED)
def test_message_stays_on_its_line(form, words):
    options = dict(settings.LOGGING["formatters"][form])
    formatter = import_string(options.pop("()"))(**options)
    record = logging.LogRecord("portal", logging.ERROR, "x", 1, "Away: %s", (f"/ar/{words}/",), None)
    record.request_name = "-"

    line = formatter.format(record)

    assert line.isprintable()
    if form == "json":
        assert json.loads(line)["message"] == f"Away: /ar/{words}/"


def test_traceback_keeps_its_lines():
    options = dict(settings.LOGGING["formatters"]["plain"])
    formatter = import_string(options.pop("()"))(**options)
    try:
        raise ValueError("x")
    except ValueError as error:
        record = logging.LogRecord(
            "portal", logging.ERROR, "x", 1, "Fault", (), (ValueError, error, error.__traceback__)
        )
    record.request_name = "-"

    assert len(formatter.format(record).splitlines()) > 2
