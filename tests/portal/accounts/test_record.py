"""What happens to accounts is noted, by whom, and stays as it was noted."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection

from portal.accounts.events import AppendOnlyError
from portal.accounts.models import Event, User
from portal.accounts.record import note
from tests.editing import make_member
from tests.portal.accounts.signing_in import PASSWORD, make_account, sign_in

pytestmark = pytest.mark.django_db

LOG = "/admin/accounts/event/"
NEW = "another-word-of-one's-own"


@pytest.fixture
def administrator(client):
    member = make_member("administrator")
    client.force_login(member)
    client.cookies["portal_language"] = "en"
    return member


def role(key):
    return Group.objects.get(role__key=key)


def newest(kind):
    return Event.objects.filter(kind=kind).first()


def account_form(account, **more):
    data = {"username": account.username, "first_name": "", "last_name": "", "email": account.email}
    return data | {"is_active": "on", "is_staff": "on"} | more


def test_signing_in_and_out_is_noted(client):
    salma = make_account()
    sign_in(client, password="wrong", address="192.0.2.7")
    sign_in(client, address="192.0.2.7")
    client.post("/admin/logout/", REMOTE_ADDR="192.0.2.7")

    noted = list(Event.objects.order_by("pk").values_list("kind", "account", "address"))
    assert noted == [(kind, salma.pk, "192.0.2.7") for kind in ("failed", "signed-in", "signed-out")]


def test_new_account_is_noted_with_who_made_it(client, administrator):
    data = {"username": "salma", "password1": PASSWORD, "password2": PASSWORD, "usable_password": "true"}
    client.post("/admin/accounts/user/add/", data | {"is_staff": "on", "is_active": "on"})

    made = newest("made")
    assert (made.account.username, made.by) == ("salma", administrator)


def test_change_of_role_is_noted_before_and_after(client, administrator):
    salma = make_account(holds_ar=True)
    salma.groups.set([role("contributor")])

    data = account_form(salma, groups=[role("editor").pk], holds_en="on")
    client.post(f"/admin/accounts/user/{salma.pk}/change/", data)

    changed = newest("changed")
    assert (changed.account, changed.by, changed.address) == (salma, administrator, "127.0.0.1")
    assert changed.changes == {
        "groups": [["contributor"], ["editor"]],
        "holds_ar": [True, False],
        "holds_en": [False, True],
    }


def test_form_saved_unchanged_is_no_event(client, administrator):
    salma = make_account()

    client.post(f"/admin/accounts/user/{salma.pk}/change/", account_form(salma, first_name="سلمى"))

    assert User.objects.get(pk=salma.pk).first_name == "سلمى"
    assert newest("changed") is None


def test_rights_of_a_role_are_noted(client, administrator):
    editor = role("editor")
    lost = Permission.objects.get(codename="publish_article")
    kept = editor.permissions.exclude(pk=lost.pk).values_list("pk", flat=True)

    client.post(f"/admin/auth/group/{editor.pk}/change/", {"name": "editor", "permissions": list(kept)})

    assert newest("role-changed").by == administrator
    assert newest("role-changed").changes == {
        "name": ["editor", "editor"],
        "permissions": [["articles.publish_article"], []],
    }


def test_deleted_group_is_noted(client, administrator):
    group = Group.objects.create(name="guests")

    client.post(f"/admin/auth/group/{group.pk}/delete/", {"post": "yes"})

    assert newest("role-changed").changes == {"name": ["guests", ""]}


def test_password_set_by_an_administrator_is_noted(client, administrator):
    salma = make_account()

    data = {"password1": NEW, "password2": NEW, "usable_password": "true"}
    client.post(f"/admin/accounts/user/{salma.pk}/password/", data)

    event = newest("password-changed")
    assert (event.account, event.by) == (salma, administrator)


def test_own_new_password_is_noted_and_a_refused_one_is_not(client):
    salma = make_account()
    sign_in(client)

    given = {"old_password": PASSWORD, "new_password1": "123", "new_password2": "123"}
    client.post("/admin/password_change/", given)
    assert newest("password-changed") is None

    client.post("/admin/password_change/", given | {"new_password1": NEW, "new_password2": NEW})
    assert (newest("password-changed").account, newest("password-changed").by) == (salma, salma)


def test_no_password_is_in_the_log(client):
    make_account()
    sign_in(client, password="wrong-secret")
    sign_in(client)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_event")
        rows = str(cursor.fetchall())

    assert "secret" not in rows
    assert PASSWORD not in rows


def test_change_that_fails_is_not_noted(client, administrator, monkeypatch):
    salma = make_account()

    def fail(*args, **more):
        raise RuntimeError

    monkeypatch.setattr("portal.accounts.admin.what_is_missing", fail)
    with pytest.raises(RuntimeError):
        client.post(f"/admin/accounts/user/{salma.pk}/change/", account_form(salma, holds_ar="on"))

    assert newest("changed") is None
    assert not User.objects.get(pk=salma.pk).holds_ar


def test_events_are_only_added_to():
    event = note(Event.Kind.SIGNED_IN, make_account())

    for change in (
        event.save,
        event.delete,
        Event.objects.all().delete,
        lambda: Event.objects.update(kind="failed"),
    ):
        with pytest.raises(AppendOnlyError):
            change()
    assert Event.objects.get().kind == "signed-in"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_log_is_read_by_administrators(client, administrator, language):
    client.cookies["portal_language"] = language
    salma = make_account()
    note("changed", salma, administrator, None, {"groups": [["editor"], []], "is_active": [True, False]})
    note(
        "role-changed",
        None,
        administrator,
        None,
        {"name": ["editor", "editor"], "permissions": [["a.b"], []]},
    )
    note("failed")

    page = client.get(LOG, {"kind__exact": "changed", "account__id__exact": salma.pk})

    assert page.status_code == 200
    assert [event.kind for event in page.context["cl"].result_list] == ["changed"]
    assert client.get(LOG, {"q": "salma"}).status_code == 200
    if language == "en":
        assert "<div>Roles: before <bdi>Editor</bdi>, after <bdi>—</bdi></div>" in page.content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"at__year": "{year}", "at__month": "{month}"}, 1),
        ({"at__year": "1999"}, 0),
    ],
)
def test_log_is_narrowed_by_date(client, administrator, asked, found):
    event = note("locked", make_account())
    asked = {name: value.format(year=event.at.year, month=event.at.month) for name, value in asked.items()}

    page = client.get(LOG, asked | {"kind__exact": "locked"})

    assert page.status_code == 200
    assert len(page.context["cl"].result_list) == found


@pytest.mark.parametrize("role_key", ["chief", "editor", "translator", "contributor"])
def test_log_is_closed_to_everybody_else(client, role_key):
    event = note(Event.Kind.FAILED)
    client.force_login(make_member(role_key))

    for address in (LOG, f"{LOG}{event.pk}/change/", f"{LOG}{event.pk}/history/"):
        assert client.get(address).status_code in {302, 403}


def test_forged_forms_change_nothing(client):
    event = note(Event.Kind.FAILED)
    client.force_login(User.objects.create_superuser("root"))
    before = list(Event.objects.values())

    chosen = {"action": "delete_selected", "_selected_action": [event.pk], "post": "yes"}
    answers = [
        client.post(LOG, chosen).status_code,
        client.post(f"{LOG}add/", {"kind": "signed-in"}).status_code,
        client.post(f"{LOG}{event.pk}/change/", {"kind": "signed-in"}).status_code,
        client.post(f"{LOG}{event.pk}/delete/", {"post": "yes"}).status_code,
    ]

    assert list(Event.objects.values()) == before
    assert set(answers[1:]) == {403}


def test_name_and_duty_are_noted_and_of_an_address_only_that_it_changed(client, administrator):
    salma = make_account()
    data = account_form(salma, username="salma.k", email="other@portal.example", must_use_second_step="on")

    client.post(f"/admin/accounts/user/{salma.pk}/change/", data)

    assert newest("changed").changes == {
        "username": ["salma", "salma.k"],
        "must_use_second_step": [False, True],
        "email": ["…", "…"],
    }
    assert client.get(LOG).status_code == 200
