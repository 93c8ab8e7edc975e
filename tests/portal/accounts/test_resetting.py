"""Somebody asks for a new password: who forgot it, and who wants to know or to take an account."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.accounts.models import Event
from portal.accounts.resetting import send_links
from portal.mail.models import OutgoingMail
from tests.portal.accounts.signing_in import PASSWORD, is_in, make_account, sign_in

pytestmark = pytest.mark.django_db

ASK = "/admin/password_reset/"
NEW = "another-word-of-one's-own"


def ask(client, email="salma@portal.example", **more):
    return client.post(ASK, {"email": email}, **more)


def link():
    """The address in the newest mail, without the site."""
    text = OutgoingMail.objects.order_by("pk").last().text
    return re.search(rf"{settings.SITE_URL}(/\S+)", text)[1]


def follow(client, address):
    """The page of the form, behind the redirect that takes the token out of the address."""
    return client.get(address, follow=True)


def choose(client, password=NEW):
    page = follow(client, link())
    address = page.redirect_chain[-1][0]
    return client.post(address, {"new_password1": password, "new_password2": password})


def test_login_page_leads_to_the_form(client):
    assert f'href="{ASK}"' in client.get("/admin/login/").content.decode()
    assert client.get(ASK).status_code == 200


def test_new_password_by_mail(client):
    salma = make_account()

    assert ask(client).status_code == 302
    assert choose(client).status_code == 302

    assert is_in(client, sign_in(client, password=NEW))
    kinds = list(Event.objects.order_by("pk").values_list("kind", "account"))
    assert kinds == [
        (kind, salma.pk) for kind in ("reset-asked", "reset-sent", "password-reset", "signed-in")
    ]


def test_other_sessions_end_at_once(client):
    make_account()
    thief = Client()
    sign_in(thief)
    assert thief.get("/admin/").status_code == 200

    ask(client)
    choose(client)

    assert thief.get("/admin/").status_code == 302


def test_link_works_once_and_for_an_hour(client, monkeypatch):
    make_account()
    ask(client)
    used = link()
    choose(client)
    assert follow(client, used).context["validlink"] is False

    ask(client)
    now = default_token_generator._now()
    monkeypatch.setattr(default_token_generator, "_now", lambda: now + timedelta(minutes=61))
    assert follow(client, link()).context["validlink"] is False


def test_every_page_leads_on(client):
    make_account()
    ask(client)
    login = 'href="/admin/login/"'

    assert login in client.get(ASK).text
    assert login in client.get(f"{ASK}asked/").text
    assert login in client.get(f"{ASK}chosen/").text
    assert f'href="{ASK}"' in client.get(f"{ASK}Mw/nothing/").text


def test_link_leads_nowhere_else_by_a_forged_host(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    make_account()

    ask(client, headers={"host": "evil.example", "x-forwarded-host": "evil.example"})

    assert "evil.example" not in OutgoingMail.objects.get().text
    assert link().startswith(ASK)


@pytest.mark.parametrize(("language", "site"), [("ar", "سِجِلّ"), ("en", "Sijil")])
def test_mail_is_in_the_language_of_the_page(client, language, site):
    client.cookies["portal_language"] = language
    make_account()

    ask(client)

    assert site in OutgoingMail.objects.get().subject


def test_answer_does_not_tell_who_has_an_account(client):
    make_account()
    make_account("gone", is_active=False)
    answers = set()
    for number, email in enumerate(("salma@portal.example", "gone@portal.example", "nobody@portal.example")):
        answer = ask(client, email, REMOTE_ADDR=f"192.0.2.{number}")
        headers = {name: value for name, value in answer.headers.items() if name != "X-Request-ID"}
        answers.add((answer.status_code, answer.content, str(sorted(headers))))

    assert len(answers) == 1
    assert OutgoingMail.objects.count() == 1


def test_request_does_the_same_whoever_asks(client, settings):
    """What takes time is left to the worker, so time tells nothing."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    make_account()
    asked = []
    for email in ("salma@portal.example", "nobody@portal.example"):
        with CaptureQueriesContext(connection) as queries:
            ask(client, email)
        asked.append([re.sub(r"\d|'.*?'|NULL", "", query["sql"])[:60] for query in queries])

    assert asked[0] == asked[1]
    assert OutgoingMail.objects.count() == 0


def test_one_address_may_not_ask_for_ever(client):
    make_account()

    answers = [ask(client, f"name-{number}@portal.example").status_code for number in range(15)]

    assert answers == [302] * 10 + [429] * 5
    refused = ask(client)
    assert 59 * 60 < int(refused["Retry-After"]) <= 3600
    assert ask(client, REMOTE_ADDR="192.0.2.7").status_code == 302


def test_owner_is_not_flooded_from_many_addresses(client):
    make_account()

    answers = {ask(client, REMOTE_ADDR=f"192.0.2.{number}").status_code for number in range(9)}

    assert answers == {302}
    assert OutgoingMail.objects.count() == 3


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "%0d%0a", "\x00", "\x0b", "\u2028", "\x85"])
@pytest.mark.parametrize("header", ["Bcc: evil@evil.example", "Subject: x", ""])
def test_forged_headers_reach_no_mail(client, end, header):
    make_account()

    for email in (f"salma@portal.example{end}{header}", f"{header}{end}salma@portal.example"):
        assert ask(client, email).status_code in {200, 302}

    for mail in OutgoingMail.objects.all():
        assert mail.to == "salma@portal.example"
        assert "evil" not in mail.message().message().as_string()


@pytest.mark.parametrize(
    "email",
    ["salma@portal.example,evil@evil.example", "salma@portal.example;x@evil.example", "ſalma@portal.example"],
)
def test_link_goes_to_the_address_of_the_account_alone(client, email):
    """PostgreSQL takes the last of them for the owner's: what was typed gets nothing even so."""
    make_account()

    assert ask(client, email).status_code in {200, 302}

    assert {mail.to for mail in OutgoingMail.objects.all()} <= {"salma@portal.example"}


@pytest.mark.parametrize("address", ["MQ/set-password/", "x/y/", "MQ/1-0/", "%00/%00/", "MQ%0d%0a/x/"])
def test_made_up_link_is_no_link(client, address):
    page = client.get(f"{ASK}{address}", follow=True)

    assert page.status_code in {200, 400, 404}
    assert page.status_code != 200 or page.context["validlink"] is False


def test_own_new_password_ends_the_lock(client):
    make_account()
    for _guess in range(5):
        sign_in(client, password="wrong")
    assert sign_in(client).status_code == 429

    ask(client)
    choose(client)

    assert is_in(client, sign_in(client, password=NEW))


def test_weak_password_is_refused(client):
    make_account()
    ask(client)

    assert choose(client, "123").status_code == 200
    assert is_in(client, sign_in(client, password=PASSWORD))


def test_two_workers_do_not_both_count_too_few(client):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    account = make_account()

    with CaptureQueriesContext(
        connection,
    ) as queries:
        send_links.call([account.pk], "en")

    read = [query["sql"] for query in queries if query["sql"].startswith("SELECT")]
    locked = next(place for place, sql in enumerate(read) if sql.endswith("FOR UPDATE"))
    counted = next(place for place, sql in enumerate(read) if "COUNT(" in sql)
    assert locked < counted
