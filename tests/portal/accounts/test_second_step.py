"""Setting a second step up, changing it, being made to: by its owner, and by whoever sits at their desk."""

import pytest
from django.contrib import admin
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts import second_step
from portal.accounts.models import User
from tests.signing_in import (
    CODE,
    LOGIN,
    PASSWORD,
    SECOND_STEP,
    SET_UP,
    browser,
    code_of,
    codes_shown,
    give_password,
    is_in,
    key_shown,
    log_in,
    make_person,
    next_code,
    noted,
    set_up,
    wrong_code,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_person()


@pytest.fixture
def client(editor):
    """The browser in which the editor is logged in by password alone."""
    client = browser()
    log_in(client, editor)
    return client


@pytest.fixture
def protected(editor):
    """A browser of the editor, who now has a second step."""
    editor.codes = set_up(editor)
    client = browser()
    log_in(client, editor)
    # The app shows its next code, as if a while had passed.
    TOTPDevice.objects.update(last_t=-1)
    return client


def is_set_up(user):
    return second_step.is_set_up(user)


def test_set_up_shows_codes_once_and_is_asked_for_from_then_on(client, editor):
    key = key_shown(client.get(SECOND_STEP))
    shown = client.post(SECOND_STEP, {"password": PASSWORD, "code": code_of(key)})

    codes = codes_shown(shown)
    assert len(set(codes)) == 10
    assert noted("second-step-set-up") == [("second-step-set-up", editor, editor, "127.0.0.1")]
    assert is_in(client)
    assert not any(code in client.get(SECOND_STEP).text for code in codes)
    assert "no-store" in shown["Cache-Control"]
    another = browser()
    assert give_password(another, editor).url == CODE
    another.post(CODE, {"code": codes[0]})
    assert is_in(another)


def test_the_code_that_set_it_up_logs_nobody_in(client, editor):
    code = code_of(key_shown(client.get(SECOND_STEP)))
    client.post(SECOND_STEP, {"password": PASSWORD, "code": code})

    another = browser()
    give_password(another, editor)
    another.post(CODE, {"code": code})

    assert not is_in(another)


@pytest.mark.parametrize("wrong", ["password", "code"])
def test_an_open_browser_alone_sets_nothing_up(client, editor, wrong):
    key = key_shown(client.get(SECOND_STEP))
    data = {"password": PASSWORD, "code": code_of(key)} | {wrong: "123"}

    assert client.post(SECOND_STEP, data).status_code == 200
    assert not is_set_up(editor)


def test_each_session_is_shown_another_key(client, editor):
    other = browser()
    log_in(other, editor)

    assert key_shown(client.get(SECOND_STEP)) == key_shown(client.get(SECOND_STEP))
    assert key_shown(client.get(SECOND_STEP)) != key_shown(other.get(SECOND_STEP))


def test_set_up_ends_the_other_sessions(client, editor):
    stolen = browser()
    log_in(stolen, editor)
    key = key_shown(client.get(SECOND_STEP))

    client.post(SECOND_STEP, {"password": PASSWORD, "code": code_of(key)})

    assert (is_in(client), is_in(stolen)) == (True, False)


def test_the_picture_holds_no_style_that_the_policy_would_refuse(client):
    page = client.get(SECOND_STEP).text

    assert "<svg" in page
    assert "style=" not in page
    assert "data:" not in page


def test_new_codes_take_the_place_of_the_old(protected, editor):
    shown = protected.post(SECOND_STEP, {"password": PASSWORD, "code": next_code(editor), "new_codes": "1"})

    assert len(codes_shown(shown)) == 10
    assert noted("new-recovery-codes") == [("new-recovery-codes", editor, editor, "127.0.0.1")]
    for code, is_right in ((codes_shown(shown)[0], True), (editor.codes[0], False)):
        other = browser()
        give_password(other, editor)
        other.post(CODE, {"code": code})
        assert is_in(other) == is_right


@pytest.mark.parametrize("act", ["new_codes", "switch_off"])
@pytest.mark.parametrize("wrong", ["password", "code"])
def test_an_open_browser_alone_changes_nothing(protected, editor, act, wrong):
    data = {"password": PASSWORD, "code": next_code(editor), act: "1"}
    data[wrong] = wrong_code(editor)

    assert protected.post(SECOND_STEP, data).status_code == 200
    assert is_set_up(editor)
    assert noted("new-recovery-codes", "second-step-off") == []


def test_switch_off(protected, editor):
    stolen = browser()
    stolen.post(LOGIN, {"username": editor.username, "password": PASSWORD})
    stolen.post(CODE, {"code": editor.codes[0]})
    assert is_in(stolen)
    protected.post(SECOND_STEP, {"password": PASSWORD, "code": next_code(editor), "switch_off": "1"})

    assert not is_set_up(editor)
    assert noted("second-step-off") == [("second-step-off", editor, editor, "127.0.0.1")]
    assert (is_in(protected), is_in(stolen)) == (True, False)


def test_what_is_required_is_not_switched_off(protected, editor):
    User.objects.update(must_use_second_step=True)
    data = {"password": PASSWORD, "code": next_code(editor), "switch_off": "1"}

    protected.post(SECOND_STEP, data)

    assert "switch_off" not in protected.get(SECOND_STEP).text
    assert is_set_up(editor)


def test_whoever_must_and_has_none_gets_no_further_than_setting_it_up():
    person = make_person(must_use_second_step=True)
    client = browser()

    assert give_password(client, person, next="/admin/articles/article/").url == SET_UP
    for address in ("/admin/", "/admin/articles/article/add/", SECOND_STEP, CODE):
        assert client.get(address).status_code == 302
        assert client.post(address, {"code": "1"}).status_code == 302
    key = key_shown(client.get(SET_UP))
    shown = client.post(SET_UP, {"code": code_of(key)})

    assert len(codes_shown(shown)) == 10
    assert 'href="/admin/articles/article/"' in shown.text
    assert is_in(client)


def test_set_up_at_login_is_no_way_round_a_second_step(editor):
    set_up(editor)
    client = browser()
    give_password(client, editor)

    assert client.get(SET_UP).url == LOGIN
    assert client.post(SET_UP, {"code": "123456"}).url == LOGIN


def test_sessions_that_are_open_when_it_becomes_required_are_nobodys(client, editor):
    assert is_in(client)
    User.objects.filter(pk=editor.pk).update(must_use_second_step=True)

    assert client.get("/admin/articles/article/").url.startswith(LOGIN)
    assert client.post("/admin/articles/article/add/", {}).url.startswith(LOGIN)
    assert give_password(client, editor).url == SET_UP


@pytest.mark.parametrize(
    ("required", "role", "asked"),
    [
        ("none", "administrator", False),
        ("administrators", "administrator", True),
        ("administrators", "chief", False),
        ("administrators", "contributor", False),
        ("staff", "chief", True),
        ("staff", "translator", True),
        ("staff", "contributor", True),
    ],
)
def test_required_by_role(settings, required, role, asked):
    settings.SECOND_FACTOR_REQUIRED = required
    person = make_person(role)

    assert give_password(browser(), person).url == (SET_UP if asked else "/admin/")


def test_keys_and_codes_are_in_no_list_of_the_admin(admin_client):
    assert not {model._meta.app_label for model in admin.site._registry} & {"otp_totp", "otp_static"}
    assert admin_client.get("/admin/otp_totp/totpdevice/").status_code == 404
