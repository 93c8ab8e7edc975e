import json
import logging
import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse

from portal.watching.logs import JsonLines, NameRequest, PlainLines
from portal.watching.request_names import RequestNameMiddleware, current_request
from tests.serving import ROOT

logger = logging.getLogger("portal.test")


@pytest.fixture
def lines():
    """What programs that gather logs get."""
    found = []
    handler = logging.Handler()
    handler.emit = lambda record: found.append(handler.format(record))
    handler.addFilter(NameRequest())
    handler.setFormatter(JsonLines())
    logger.addHandler(handler)
    yield found
    logger.removeHandler(handler)


@pytest.fixture
def ask(rf):
    """The name of the request that was asked with these headers."""

    def ask(**headers):
        def view(request):
            logger.warning("asked")
            return HttpResponse(current_request())

        return RequestNameMiddleware(view)(rf.get("/ar/", **headers)).content.decode()

    return ask


def test_line_says_its_request(lines, ask):
    names = [ask(), ask()]
    logger.warning("outside")

    assert [json.loads(line)["request"] for line in lines] == [*names, "-"]
    assert len({*names}) == 2
    assert current_request() == ""


@pytest.mark.parametrize(
    ("is_behind", "given", "is_taken"),
    [
        (True, "0123456789abcdef0123456789abcdef", True),
        (False, "0123456789abcdef0123456789abcdef", False),
        (True, "short", False),
        (True, "with space and\nline", False),
        (True, "a" * 65, False),
    ],
)
def test_name_is_the_proxys_where_there_is_one(ask, settings, is_behind, given, is_taken):
    settings.BEHIND_PROXY = is_behind

    assert (ask(HTTP_X_REQUEST_ID=given) == given) == is_taken


def test_line_is_one_line_whatever_is_said(lines):
    try:
        raise ValueError("سطر\nآخر")
    except ValueError:
        logger.exception("قيل\n%s", "شيء")

    [line] = lines
    told = json.loads(line)
    assert "\n" not in line
    assert (told["level"], told["logger"], told["message"]) == ("ERROR", "portal.test", "قيل\nشيء")
    assert told["traceback"].endswith("ValueError: سطر\nآخر")
    assert told["time"].endswith("+00:00")


@pytest.mark.parametrize("kind", [JsonLines, PlainLines])
@pytest.mark.parametrize("before", ["/preview/", "/admin/password_reset/MQ/"])
def test_link_that_lets_in_whoever_holds_it_is_not_logged(caplog, kind, before):
    links = [f"{before}token/", f"https://portal.example{before}token", f"{before}token/media/a.webp\nsaid"]
    try:
        raise ValueError(links.pop())
    except ValueError:
        logger.exception("Not Found: %s at %s", *links)
    [record] = caplog.records
    NameRequest().filter(record)

    line = kind().format(record)

    assert "token" not in line
    assert line.count("…") == 3
    assert "said" in line


def test_answers_do_not_say_the_name(client, db):
    response = client.get("/ar/")

    assert not [name for name in response.headers if "request" in name.lower()]


def start(tmp_path, **environment):
    """A program that reads the settings and logs a line; what it wrote."""
    program = "import django; django.setup(); import logging; logging.getLogger('a').warning('said')"
    surroundings = {"PATH": os.environ["PATH"], "VAR_DIR": str(tmp_path)} | environment
    surroundings["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    command = [sys.executable, "-c", program]
    return subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)


def test_setting_chooses_how_lines_are_written(tmp_path):
    assert json.loads(start(tmp_path, LOG_FORMAT="json").stderr)["message"] == "said"
    assert "WARNING a [-] said" in start(tmp_path).stderr
    assert ImproperlyConfigured.__name__ in start(tmp_path, LOG_FORMAT="xml").stderr
