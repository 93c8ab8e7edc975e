"""Logging in with a second step, by whoever has only the password, or only an old code."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts import waiting
from portal.accounts.models import User
from portal.accounts.second_step import LOCKED_FOR, MOST_WRONG
from tests.factories import make_picture
from tests.signing_in import (
    CODE,
    LOGIN,
    PASSWORD,
    SECOND_STEP,
    SESSIONS,
    SET_UP,
    browser,
    give_password,
    is_in,
    make_person,
    next_code,
    noted,
    set_up,
    wrong_code,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_protected()


def make_protected():
    person = make_person()
    person.codes = set_up(person)
    return person


def age_failures(user, by):
    """As if the last wrong code had been typed that much earlier."""
    TOTPDevice.objects.filter(user=user).update(throttling_failure_timestamp=timezone.now() - by)


def test_password_and_code_log_in(client, editor):
    asked = give_password(client, editor, next="/admin/articles/article/")
    assert asked.url == CODE
    assert "one-time-code" in client.get(CODE).text

    admitted = client.post(CODE, {"code": next_code(editor)})

    assert admitted.url == "/admin/articles/article/"
    assert is_in(client)
    assert User.objects.get(pk=editor.pk).last_login is not None


@pytest.mark.parametrize(
    "address",
    ["/admin/", "/admin/articles/article/", "/admin/articles/article/add/", SECOND_STEP, SESSIONS, SET_UP],
)
def test_the_password_alone_opens_nothing(client, editor, address):
    give_password(client, editor)

    for response in (client.get(address), client.post(address, {"code": "1", "session": "1"})):
        assert response.status_code == 302
        assert response.url.startswith(LOGIN)
    assert User.objects.get(pk=editor.pk).last_login is None


def test_the_password_alone_shows_no_unpublished_picture(client, editor):
    picture = make_picture()
    default_storage.save(picture.file.name, ContentFile(b"a picture"))
    address = f"/media/{picture.file.name}"
    give_password(client, editor)

    assert client.get(address).status_code == 404
    client.post(CODE, {"code": next_code(editor)})
    shown = client.get(address)
    shown.close()
    assert shown.status_code == 200


def test_nobody_reaches_the_second_step_without_the_first(client, editor):
    response = client.post(CODE, {"code": next_code(editor)})

    assert response.url == LOGIN
    assert not is_in(client)


def test_the_password_of_one_account_leads_to_no_other(client, editor):
    other = make_protected()
    give_password(client, editor)

    client.post(CODE, {"code": next_code(other)})

    assert not is_in(client)


def test_a_code_works_once(editor):
    code = next_code(editor)
    clients = [browser(), browser()]
    for client in clients:
        give_password(client, editor)
        client.post(CODE, {"code": code})

    assert [is_in(client) for client in clients] == [True, False]


def test_a_recovery_code_works_once(editor):
    code = editor.codes[3]
    clients = [browser(), browser()]
    for client in clients:
        give_password(client, editor)
        client.post(CODE, {"code": f" {code.upper()} "})

    assert [is_in(client) for client in clients] == [True, False]
    assert StaticToken.objects.filter(device__user=editor).count() == 9


def test_a_wrong_recovery_code_is_told_beside_its_own_field(client, editor):
    give_password(client, editor)

    context = client.post(CODE, {"code": "aaaa-bbbb-cccc-dddd", "recovery": "1"}).context

    assert context["recovery_form"].errors
    assert not context["code_form"].is_bound


def test_no_recovery_code_can_be_read_in_the_database(editor):
    kept = set(StaticToken.objects.values_list("token", flat=True))

    assert len(kept) == 10
    assert not kept & {code.replace("-", "") for code in editor.codes}


def test_a_code_in_arabic_digits_is_the_same_code(client, editor):
    give_password(client, editor)

    client.post(CODE, {"code": next_code(editor).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))})

    assert is_in(client)


@pytest.mark.parametrize("nonsense", ["", " ", "-", "½²", "1" * 60, "é" * 20, "٣", "-12345", "1e5", "0x1F"])
def test_nonsense_is_a_wrong_code(client, editor, nonsense):
    give_password(client, editor)

    assert client.post(CODE, {"code": nonsense}).status_code == 200
    assert not is_in(client)


def test_guesses_have_to_wait(client, editor):
    give_password(client, editor)
    for _number in range(4):
        age_failures(editor, timedelta(minutes=1))
        client.post(CODE, {"code": wrong_code(editor)})

    response = client.post(CODE, {"code": next_code(editor)})

    assert response.status_code == 429
    assert not is_in(client)


def test_ten_wrong_codes_lock_the_second_step_for_a_while(client, editor):
    give_password(client, editor)
    for _number in range(MOST_WRONG):
        age_failures(editor, timedelta(minutes=59))
        client.post(CODE, {"code": wrong_code(editor)})
    age_failures(editor, LOCKED_FOR - timedelta(minutes=1))
    assert client.post(CODE, {"code": next_code(editor)}).status_code == 429
    refusals = [kind for kind, *_more in noted("code-refused", "code-locked")]
    assert refusals == ["code-refused"] * (MOST_WRONG - 1) + ["code-locked"] * 2

    age_failures(editor, LOCKED_FOR)
    client.post(CODE, {"code": next_code(editor)})
    assert is_in(client)


def test_after_the_lock_each_guess_costs_another_while(client, editor):
    give_password(client, editor)
    for _number in range(MOST_WRONG + 15):
        age_failures(editor, LOCKED_FOR)
        assert client.post(CODE, {"code": wrong_code(editor)}).status_code == 200
        assert client.post(CODE, {"code": next_code(editor)}).status_code == 429


def test_whoever_is_locked_out_by_guesses_has_the_recovery_codes(client, editor):
    TOTPDevice.objects.filter(user=editor).update(
        throttling_failure_count=MOST_WRONG, throttling_failure_timestamp=timezone.now()
    )
    give_password(client, editor)

    client.post(CODE, {"code": editor.codes[0]})

    assert is_in(client)


def test_the_first_step_is_forgotten_soon(client, editor, monkeypatch):
    give_password(client, editor)
    monkeypatch.setattr(waiting, "LONGEST", timedelta(0))

    assert client.post(CODE, {"code": next_code(editor)}).url == LOGIN
    assert not is_in(client)


@pytest.mark.parametrize("column", ["is_active", "is_staff"])
def test_an_account_closed_between_the_steps_stays_out(client, editor, column):
    give_password(client, editor)
    User.objects.filter(pk=editor.pk).update(**{column: False})

    assert client.post(CODE, {"code": next_code(editor)}).url == LOGIN


def test_a_password_changed_between_the_steps_is_asked_for(client, editor):
    give_password(client, editor)
    editor.set_password(f"{PASSWORD}, another")
    editor.save()

    assert client.post(CODE, {"code": next_code(editor)}).url == LOGIN


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_no_login_leads_out_of_the_site(client, editor, target):
    give_password(client, editor, next=target)

    assert client.post(f"{CODE}?next={target}", {"code": next_code(editor), "next": target}).url == "/admin/"


def test_the_key_of_the_session_changes_with_each_step(client, editor):
    client.get("/admin/login/")
    give_password(client, editor)
    before = client.session.session_key
    client.post(CODE, {"code": next_code(editor)})

    stolen = browser()
    stolen.cookies["session"] = before

    assert client.session.session_key != before
    assert not is_in(stolen)
    assert stolen.post(CODE, {"code": editor.codes[0]}).url == LOGIN


def test_without_a_second_step_the_password_is_enough(client):
    assert give_password(client, make_person()).url == "/admin/"
    assert is_in(client)
