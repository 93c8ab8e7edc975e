"""Somebody guesses passwords, in every way there is."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from axes.models import AccessFailureLog
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.test import Client

from portal.accounts.brakes import forget_tries
from portal.accounts.models import Event
from tests.portal.accounts.signing_in import PASSWORD, is_in, make_account, sign_in
from tests.signing_in import SECOND_STEP, set_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def looked_at(monkeypatch):
    """The passwords that were compared with the real one."""
    passwords = []
    authenticate = ModelBackend.authenticate

    def look(self, request, username=None, password=None, **more):
        passwords.append(password)
        return authenticate(self, request, username, password, **more)

    monkeypatch.setattr(ModelBackend, "authenticate", look)
    return passwords


def make_older(**time):
    for row in AccessFailureLog.objects.all():
        moment = row.attempt_time - timedelta(**time)
        AccessFailureLog.objects.filter(pk=row.pk).update(attempt_time=moment)


@pytest.mark.parametrize("name", ["salma", "nobody"])
def test_of_31_guesses_five_are_looked_at(client, looked_at, name):
    make_account()

    answers = [sign_in(client, name, f"guess {number}").status_code for number in range(31)]

    assert answers == [200] * 4 + [429] * 27
    assert len(looked_at) == 5


def test_right_password_is_refused_while_locked_and_taken_afterwards(client):
    make_account()
    for _guess in range(5):
        sign_in(client, password="wrong")

    refused = sign_in(client)
    assert refused.status_code == 429
    assert 14 * 60 < int(refused["Retry-After"]) <= 15 * 60
    assert refused["Cache-Control"] == "no-store"

    make_older(minutes=15)
    assert is_in(client, sign_in(client))


def test_locking_out_from_one_address_leaves_others_open(client):
    make_account()
    for _guess in range(9):
        sign_in(client, password="wrong", address="203.0.113.9")

    assert is_in(client, sign_in(client, address="192.0.2.1"))


def test_one_address_cannot_go_round_the_names(client, looked_at):
    answers = [sign_in(client, f"name-{number}", "wrong").status_code for number in range(40)]

    assert answers == [200] * 19 + [429] * 21
    assert len(looked_at) == 20


def test_many_addresses_cannot_go_round_one_account(client, looked_at):
    make_account()

    answers = [
        sign_in(client, password="wrong", address=f"198.51.100.{number}").status_code for number in range(70)
    ]

    assert answers == [200] * 49 + [429] * 21
    assert len(looked_at) == 50


def test_address_is_not_changed_by_a_forged_header(client, looked_at):
    for number in range(9):
        client.post(
            "/admin/login/",
            {"username": "salma", "password": "wrong"},
            headers={"X-Forwarded-For": f"198.51.100.{number}"},
        )

    assert len(looked_at) == 5


def test_subscriber_of_ipv6_is_one_address(client, looked_at):
    for number in range(9):
        sign_in(client, password="wrong", address=f"2001:db8:1:2::{number}")

    assert len(looked_at) == 5


def test_tries_during_the_lock_do_not_make_it_longer(client):
    make_account()
    for _guess in range(20):
        sign_in(client, password="wrong")

    assert AccessFailureLog.objects.count() == 5
    assert Event.objects.filter(kind="failed").count() == 5
    assert Event.objects.filter(kind="locked").count() == 1


def test_right_password_forgets_own_tries_and_no_others(client):
    make_account()
    sign_in(client, "other", "wrong")
    for _typo in range(3):
        sign_in(client, password="typo")

    assert is_in(client, sign_in(client))

    assert AccessFailureLog.objects.count() == 1


def test_locked_page_is_the_same_for_whoever_exists(client):
    make_account()
    pages = []
    for name in ("salma", "nobody"):
        for _guess in range(6):
            page = sign_in(client, name, "wrong", address=f"192.0.2.{len(name)}")
        pages.append((page.status_code, page.content))

    assert pages[0] == pages[1]


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_locked_page_is_in_the_language_of_the_desk(client, language, direction):
    client.cookies["portal_language"] = language
    for _guess in range(5):
        page = sign_in(client, password="wrong")

    assert f'lang="{language}" dir="{direction}"' in page.content.decode()
    if language == "en":
        assert "Try again in 15 minutes." in page.content.decode()


def test_what_was_typed_is_not_kept(client):
    sign_in(client, name="my-secret-in-the-wrong-field", password="another-secret")

    row = AccessFailureLog.objects.values().get()
    event = Event.objects.values().get()
    assert "secret" not in f"{row} {event}"
    assert (event["kind"], event["account_id"], event["address"]) == ("failed", None, "192.0.2.1")


def test_old_tries_are_forgotten(client):
    sign_in(client, password="wrong")
    make_older(hours=2)
    sign_in(client, password="wrong")

    assert forget_tries() == 1
    assert AccessFailureLog.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_guesses_at_the_same_moment_do_not_overtake_the_count(looked_at):
    make_account()
    begin = Barrier(8)

    def guess():
        begin.wait()
        sign_in(Client(), password="wrong")
        connection.close()

    threads = [Thread(target=guess) for _thread in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 1 <= len(looked_at) <= 5


def test_old_hash_becomes_argon2_at_sign_in(client, settings):
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.Argon2PasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]
    account = make_account()
    account.password = make_password(PASSWORD, hasher="md5")
    account.save()

    assert is_in(client, sign_in(client))

    account.refresh_from_db()
    assert account.password.startswith("argon2$argon2id$")


def test_right_passwords_with_mistyped_codes_lock_nobody_out(client):
    account = make_account()
    sign_in(client)
    typo = {"password": PASSWORD, "code": "x"}

    answers = [client.post(SECOND_STEP, typo, REMOTE_ADDR="192.0.2.1").status_code for _typo in range(7)]

    assert answers == [200] * 7
    set_up(account)
    answers = [sign_in(Client()).status_code for _forgotten_code in range(7)]
    assert answers == [302] * 7


@pytest.mark.parametrize("name", ["salma", " salma "])
def test_when_to_try_again_is_told_on_every_page(client, name):
    make_account()
    sign_in(client)
    for _guess in range(5):
        sign_in(Client(), password="wrong")
    guess = {"password": "wrong", "code": "123456"}

    refused = [
        sign_in(Client(), name),
        client.post(SECOND_STEP, guess, REMOTE_ADDR="192.0.2.1"),
    ]

    assert [answer.status_code for answer in refused] == [429, 429]
    assert all(14 * 60 < int(answer["Retry-After"]) <= 15 * 60 for answer in refused)


def test_whoever_floods_from_elsewhere_does_not_shut_its_owner_out(client):
    make_account()
    sign_in(client)
    sign_in(Client(), password="wrong", address="203.0.113.9")
    name = AccessFailureLog.objects.get().username
    AccessFailureLog.objects.bulk_create(
        AccessFailureLog(username=name, ip_address=f"203.0.113.{number}") for number in range(60)
    )

    assert sign_in(Client(), address="198.51.100.1").status_code == 429
    assert is_in(client, sign_in(client))
    guesses = [sign_in(Client(), password="wrong").status_code for _guess in range(6)]
    assert guesses == [200] * 4 + [429] * 2


def test_an_open_session_is_no_way_to_guess(client, looked_at):
    make_account()
    sign_in(client)
    looked_at.clear()
    guess = {"old_password": "wrong", "new_password1": "n3w-and-long", "new_password2": "n3w-and-long"}

    answers = [
        client.post("/admin/password_change/", guess, REMOTE_ADDR="192.0.2.1").status_code
        for _guess in range(7)
    ]

    assert answers == [200] * 4 + [429] * 3
    assert len(looked_at) == 5
    assert Event.objects.filter(kind="failed", account__username="salma").count() == 5
