import logging
import os
import time

import pytest
from django.core import mail
from django.http import HttpResponse
from django.urls import path

from portal.watching import error_mail
from portal.watching.error_mail import AGAIN_SECONDS, MOST, ErrorMail
from portal.watching.logs import NameRequest

SECRETS = ("secret-of-a-reader", "reader@example.org", "kept-in-a-cookie", "said-in-a-form")


def fail(request, name):
    raise ValueError(f"{name} {request.GET} {request.POST}")


def fail_otherwise(request, name):
    raise LookupError


def refuse(request, name):
    return HttpResponse(status=503)


urlpatterns = [
    path("fail/<str:name>/", fail),
    path("otherwise/<str:name>/", fail_otherwise),
    path("refuse/<str:name>/", refuse),
]
handler500 = "django.views.defaults.server_error"


class AtOnce:
    """Instead of a thread."""

    def __init__(self, target, args, **more):
        self.start = lambda: target(*args)


@pytest.fixture(autouse=True)
def mailed(settings, tmp_path, monkeypatch):
    settings.ROOT_URLCONF = __name__
    settings.ADMINS = [("", "it@portal.example")]
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(error_mail, "Thread", AtOnce)
    handler = ErrorMail(logging.ERROR)
    handler.addFilter(NameRequest())
    logging.getLogger().addHandler(handler)
    yield mail.outbox
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def ask(client):
    client.raise_request_exception = False
    client.cookies["session"] = "kept-in-a-cookie"

    def ask(address="/fail/secret-of-a-reader/"):
        return client.post(f"{address}?mail=reader@example.org", {"word": "said-in-a-form"})

    return ask


def test_fault_is_mailed_with_its_place_and_without_the_reader(ask, mailed):
    assert ask().status_code == 500

    [letter] = mailed
    assert letter.to == ["it@portal.example"]
    assert "ValueError test_error_mail.py:" in letter.subject
    for said in ("Route: POST /fail/<str:name>/", "Request: ", ", in fail", "raise ValueError"):
        assert said in letter.body
    assert not [secret for secret in SECRETS if secret in letter.body + letter.subject]
    assert not letter.alternatives
    assert not letter.attachments


def test_answer_that_says_a_fault_is_mailed_too(ask, mailed):
    ask("/refuse/secret-of-a-reader/")

    [letter] = mailed
    assert "django.request: 503" in letter.subject
    assert "secret" not in letter.body


def test_django_mails_nothing_of_its_own():
    assert logging.getLogger("django").handlers == []


def test_same_fault_is_mailed_once_in_a_while(ask, mailed, settings):
    for _ in range(5):
        ask()
    ask("/otherwise/other/")
    assert len(mailed) == 2

    long_ago = time.time() - AGAIN_SECONDS - 1
    for told in (settings.VAR_DIR / "error_mails").iterdir():
        os.utime(told, (long_ago, long_ago))
    ask()

    assert len(mailed) == 3


def test_of_many_faults_the_first_are_mailed(mailed):
    for number in range(MOST + 5):
        logging.getLogger(f"portal.test.{number}").error("broken")

    assert len(mailed) == MOST


def test_nothing_is_mailed_where_nobody_can_remember_it(ask, mailed, settings):
    settings.VAR_DIR = settings.VAR_DIR / "nothing" / "there"

    ask()

    assert mailed == []


def test_mail_server_that_is_away_makes_no_fault_of_its_own(ask, mailed, monkeypatch, caplog):
    def away(subject, text):
        raise ConnectionRefusedError

    monkeypatch.setattr(error_mail, "mail_admins", away)

    assert ask().status_code == 500
    assert "could not be mailed" in caplog.text


def test_what_a_client_does_wrong_is_not_mailed(client, mailed, settings):
    settings.ALLOWED_HOSTS = ["portal.example"]

    assert client.get("/fail/a/", headers={"host": "secret-of-a-reader"}).status_code == 400

    assert mailed == []


def test_fault_outside_of_an_exception_is_mailed_by_its_message(mailed):
    logging.getLogger("portal.test").error("broken", exc_info=True)

    [letter] = mailed
    assert letter.subject.endswith("portal.test: broken")


def test_fault_that_cannot_be_told_of_is_no_other_fault(mailed, monkeypatch, capsys):
    monkeypatch.setattr(error_mail, "text_of", lambda record: 1 / 0)

    logging.getLogger("portal.test").error("broken")

    assert mailed == []
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_of_a_message_only_what_the_program_says_is_mailed(mailed):
    logging.getLogger("portal.test").error("Nobody\ncalled %s", "reader@example.org")
    logging.getLogger("portal.other").error(ValueError("reader@example.org"))

    assert [letter.subject.rpartition("· ")[2] for letter in mailed] == [
        "portal.test: Nobody called %s",
        "portal.other: ValueError",
    ]
    assert not [letter for letter in mailed if "reader@" in letter.body]
