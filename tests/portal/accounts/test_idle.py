"""Accounts that nobody uses are closed, and opened again by whoever may."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db.models import QuerySet
from django.utils import timezone

from portal.accounts.models import Event, User
from portal.accounts.pages.sign_in import PasswordView
from portal.accounts.sign_ins import SignInForm
from tests.editing import make_member
from tests.portal.accounts.signing_in import is_in, make_account, sign_in

pytestmark = pytest.mark.django_db

USERS = "/admin/accounts/user/"


def days_ago(days):
    return timezone.now() - timedelta(days=days)


def make_unused(name="salma", **columns):
    return make_account(name, **{"last_login": days_ago(46), "date_joined": days_ago(400)} | columns)


def test_unused_account_is_told_so_with_the_right_password_only(client):
    salma = make_unused()
    client.cookies["portal_language"] = "en"

    assert "not been used" not in sign_in(client, password="wrong").content.decode()
    refused = sign_in(client)

    assert refused.status_code == 200
    assert "This account has not been used for a long time" in refused.content.decode()
    assert client.get("/admin/").status_code == 302
    assert Event.objects.filter(kind="idle", account=salma).count() == 1


@pytest.mark.parametrize(
    ("columns", "is_idle"),
    [
        ({"last_login": days_ago(44)}, False),
        ({"last_login": None, "date_joined": days_ago(44)}, False),
        ({"last_login": None, "date_joined": days_ago(46)}, True),
        ({"readmitted_at": days_ago(44)}, False),
        ({"readmitted_at": days_ago(50)}, True),
    ],
)
def test_what_counts_as_use(columns, is_idle):
    assert make_unused(**columns).is_idle == is_idle


def test_no_account_is_closed_where_the_setting_says_so(client, settings):
    settings.ACCOUNT_IDLE_DAYS = 0
    make_unused()

    assert is_in(client, sign_in(client))


def test_administrator_lets_in_again(client):
    salma, root = make_unused(), make_unused("root", is_superuser=True)
    administrator = make_member("administrator")
    client.force_login(administrator)

    client.post(USERS, {"action": "let_in_again", "_selected_action": [salma.pk, root.pk]})

    assert list(Event.objects.filter(kind="readmitted").values_list("account", "by")) == [
        (salma.pk, administrator.pk)
    ]
    assert User.objects.get(pk=root.pk).is_idle
    assert is_in(client, sign_in(client))


@pytest.mark.parametrize("role", ["chief", "editor"])
def test_nobody_else_lets_in_again(client, role):
    salma = make_unused()
    client.force_login(make_member(role))

    client.post(USERS, {"action": "let_in_again", "_selected_action": [salma.pk]})

    assert User.objects.get(pk=salma.pk).is_idle


def test_command_lets_the_last_administrator_in(client):
    make_unused()

    call_command("readmit", "salma")

    assert is_in(client, sign_in(client))
    with pytest.raises(CommandError, match="no account nobody"):
        call_command("readmit", "nobody")


def test_addresses_are_forgotten_in_time(client, settings):
    settings.AUDIT_ADDRESSES_DAYS = 30
    make_account()
    sign_in(client)
    sign_in(client)
    old = Event.objects.last()
    QuerySet(Event).filter(pk=old.pk).update(at=days_ago(31))

    call_command("forget_addresses")

    assert list(Event.objects.order_by("pk").values_list("kind", "address")) == [
        ("signed-in", None),
        ("signed-in", "192.0.2.1"),
    ]


def test_page_that_asks_for_the_password_refuses_them_wherever_it_is_served():
    assert PasswordView.authentication_form is SignInForm
