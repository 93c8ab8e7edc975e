import json
import os
import subprocess
import sys

import pytest

from tests.serving import ROOT

#: In a process of its own: the library changes Django for good.
PROGRAM = """
import json, logging, django
django.setup()
import sentry_sdk
from django.test import Client
from django.urls import path
from types import ModuleType
import sys

def fail(request, name):
    variable = "secret-of-a-reader"
    raise ValueError(f"{variable} reader@example.org")

pages = sys.modules["pages"] = ModuleType("pages")
pages.urlpatterns = [path("fail/<str:name>/", fail)]
pages.handler500 = "django.views.defaults.server_error"
django.conf.settings.ROOT_URLCONF = "pages"
sent = []
sentry_sdk.get_client().transport.capture_envelope = lambda envelope: sent.append(envelope.get_event())
client = Client(raise_request_exception=False, headers={"user-agent": "agent-of-a-reader"})
client.cookies["session"] = "kept-in-a-cookie"
client.post("/fail/secret-of-a-reader/?mail=reader@example.org", {"word": "said-in-a-form"},
            REMOTE_ADDR="192.0.2.7")
client.get("/fail/a/", headers={"host": "host-of-a-reader"})
logging.getLogger("django.security.SuspiciousFileOperation").error("path-of-a-reader")
logging.getLogger("portal.test").error("Nobody called %s", "reader@example.org")
print(json.dumps(sent))
"""
SECRETS = (
    "secret-of-a-reader",
    "reader@",
    "kept-in-a-cookie",
    "said-in-a-form",
    "agent-of-a-reader",
    "192.0.2.7",
    "host-of-a-reader",
    "path-of-a-reader",
)


@pytest.fixture(scope="module")
def events(tmp_path_factory):
    surroundings = {
        "PATH": os.environ["PATH"],
        "VAR_DIR": str(tmp_path_factory.mktemp("var")),
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "ALLOWED_HOSTS": "testserver",
        "SENTRY_DSN": "http://key@127.0.0.1:1/1",
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env=surroundings,
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


def test_fault_is_told_with_its_place(events):
    [fault] = [event for event in events if event["exception"]["values"]]

    [error] = fault["exception"]["values"]
    assert error["type"] == "ValueError"
    assert error["stacktrace"]["frames"][-1]["function"] == "fail"
    assert "transaction" not in fault
    assert len(fault["tags"]["request"]) == 32


def test_message_is_told_as_the_program_says_it(events):
    assert [event["logentry"]["message"] for event in events if event["logentry"]["message"]] == [
        "Nobody called %s"
    ]


@pytest.mark.parametrize("secret", SECRETS)
def test_nothing_of_the_reader_is_told(events, secret):
    assert events
    assert secret not in json.dumps(events)
