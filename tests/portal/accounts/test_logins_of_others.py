"""What may be done about somebody else's login, and by whom."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.accounts import second_step
from portal.accounts.models import User
from tests.signing_in import (
    CODE,
    PASSWORD,
    browser,
    give_password,
    is_in,
    log_in,
    make_person,
    noted,
    set_up,
)

pytestmark = pytest.mark.django_db

ACTS = ("reset-second-step", "log-out-everywhere")


@pytest.fixture
def victim():
    victim = make_person()
    victim.codes = set_up(victim)
    victim.browser = browser()
    log_in(victim.browser, victim)
    return victim


def act_on(user, act):
    return f"/admin/accounts/user/{user.pk}/{act}/"


def is_untouched(user):
    return second_step.is_set_up(user) and is_in(user.browser)


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", ["contributor", "translator", "editor", "chief"])
def test_no_role_but_the_administrators_may(victim, role, act):
    client = browser()
    log_in(client, make_person(role))

    assert client.get(act_on(victim, act)).status_code == 403
    assert client.post(act_on(victim, act), {"sure": "on"}).status_code == 403
    assert is_untouched(victim)


@pytest.mark.parametrize("act", ACTS)
def test_nobody_may_whose_second_step_is_due(victim, act):
    administrator = make_person("administrator")
    client = browser()
    log_in(client, administrator)
    User.objects.filter(pk=administrator.pk).update(must_use_second_step=True)

    assert client.post(act_on(victim, act)).status_code == 302
    assert is_untouched(victim)


@pytest.mark.parametrize("act", ACTS)
def test_an_administrator_does_nothing_to_a_superuser(victim, act):
    User.objects.filter(pk=victim.pk).update(is_superuser=True)
    client = browser()
    log_in(client, make_person("administrator"))

    assert client.post(act_on(victim, act)).status_code == 403
    assert is_untouched(victim)


@pytest.mark.parametrize("act", ACTS)
def test_to_look_at_the_question_does_nothing(victim, act):
    client = browser()
    log_in(client, make_person("administrator"))

    page = client.get(act_on(victim, act))

    assert page.status_code == 200
    assert "The second step is set up." in page.text
    assert is_untouched(victim)


@pytest.mark.parametrize("act", ACTS)
def test_another_site_can_not_ask_for_it(victim, act):
    client = browser()
    log_in(client, make_person("administrator"))
    client.handler.enforce_csrf_checks = True

    assert client.post(act_on(victim, act)).status_code == 403
    assert is_untouched(victim)


def test_reset(victim):
    administrator = make_person("administrator")
    client = browser()
    log_in(client, administrator)

    client.post(act_on(victim, "reset-second-step"))

    kind = "second-step-reset"
    assert noted(kind) == [(kind, victim, administrator, "127.0.0.1")]
    assert not is_in(victim.browser)
    assert is_in(client)
    again = browser()
    assert give_password(again, victim).url == "/admin/"
    assert is_in(again)


def test_log_out_everywhere(victim):
    administrator = make_person("administrator")
    client = browser()
    log_in(client, administrator)

    client.post(act_on(victim, "log-out-everywhere"))

    assert noted("sessions-ended") == [("sessions-ended", victim, administrator, "127.0.0.1")]
    assert not is_in(victim.browser)
    assert is_in(client)
    assert give_password(browser(), victim).url == CODE


def test_the_last_administrator_is_let_in_by_the_command(victim):
    call_command("reset_second_step", victim.username, stdout=StringIO())

    assert not is_in(victim.browser)
    assert give_password(browser(), victim).url == "/admin/"


def test_the_command_knows_no_other_account():
    with pytest.raises(CommandError):
        call_command("reset_second_step", "nobody")


@pytest.mark.parametrize("key", ["{}", "0{}"])
def test_own_password_is_not_set_without_the_old_one(key):
    administrator = make_person("administrator")
    client = browser()
    log_in(client, administrator)
    data = {"password1": "n3w-and-long", "password2": "n3w-and-long", "usable_password": "true"}

    address = f"/admin/accounts/user/{key.format(administrator.pk)}/password/"

    assert client.post(address, data).url == "/admin/password_change/"
    administrator.refresh_from_db()
    assert administrator.check_password(PASSWORD)


def test_own_second_step_is_not_reset_without_password_and_code():
    administrator = make_person("administrator")
    set_up(administrator)
    client = browser()
    log_in(client, administrator)

    assert client.post(act_on(administrator, "reset-second-step")).status_code == 403
    assert second_step.is_set_up(administrator)
    page = client.get(f"/admin/accounts/user/{administrator.pk}/change/").text
    assert "reset-second-step" not in page
