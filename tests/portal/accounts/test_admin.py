"""Making accounts that people can work with, and keeping those that have worked."""

import re

import pytest
from django.contrib.auth.models import Group
from django.contrib.messages import get_messages

from portal.accounts.admin import what_is_missing
from portal.accounts.models import User
from tests.editing import make_member
from tests.factories import make_article, make_draft
from tests.portal.accounts.signing_in import is_in, sign_in

pytestmark = pytest.mark.django_db

GROUPS = "/admin/auth/group/"
USERS = "/admin/accounts/user/"
PASSWORD = "a-long-word-of-one's-own"


@pytest.fixture
def administrator(client):
    member = make_member("administrator")
    client.force_login(member)
    client.cookies["portal_language"] = "en"
    return member


def new_account(**more):
    return {
        "username": "salma",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "usable_password": "true",
    } | more


def role(key):
    return Group.objects.get(role__key=key)


def warnings_of(response):
    return [str(message) for message in get_messages(response.wsgi_request) if message.level_tag == "warning"]


def test_new_account_is_given_its_work_at_once(client, administrator):
    form = client.get(f"{USERS}add/").context["adminform"].form
    assert form["is_staff"].value() is True
    assert form["is_active"].value() is True

    data = new_account(is_active="on", is_staff="on", groups=role("editor").pk, holds_ar="on")
    response = client.post(f"{USERS}add/", data)

    salma = User.objects.get(username="salma")
    assert salma.has_perm("articles.publish_article")
    assert (salma.holds("ar"), salma.holds("en"), salma.is_superuser) == (True, False, False)
    assert warnings_of(response) == []
    client.logout()
    assert is_in(client, sign_in(client, "salma", PASSWORD))
    assert client.get("/admin/articles/article/add/").status_code == 200


def test_superuser_is_not_made_by_a_forged_form(client, administrator):
    client.post(f"{USERS}add/", new_account(is_superuser="on", user_permissions=["1"], is_staff="on"))

    salma = User.objects.get(username="salma")
    assert (salma.is_superuser, salma.user_permissions.count()) == (False, 0)


@pytest.mark.parametrize(
    ("lack", "given"),
    [
        ("may not open the admin", {"groups": "editor", "holds_ar": "on"}),
        ("no role", {"is_staff": "on", "holds_ar": "on"}),
        ("no language", {"is_staff": "on", "groups": "editor"}),
    ],
)
def test_account_that_nobody_can_work_with_is_warned_of(client, administrator, lack, given):
    given = given | {"is_active": "on"}
    if "groups" in given:
        given["groups"] = role(given["groups"]).pk

    added = client.post(f"{USERS}add/", new_account(**given))
    salma = User.objects.get(username="salma")
    changed = client.post(f"{USERS}{salma.pk}/change/", {"username": "salma", **given})

    assert [lack in warning for warning in warnings_of(added)] == [True]
    assert [lack in warning for warning in warnings_of(changed)] == [True, True]  # both are still unread


@pytest.mark.parametrize("key", ["chief", "administrator"])
def test_who_works_in_every_language_needs_none(key):
    assert what_is_missing(make_member(key, languages="")) == ""


@pytest.mark.parametrize("columns", [{"is_superuser": True}, {"is_active": False}])
def test_account_above_roles_or_at_rest_lacks_nothing(columns):
    assert what_is_missing(make_member("", languages="", **columns)) == ""


@pytest.mark.parametrize("is_superuser", [False, True])
def test_no_account_is_deleted(client, administrator, is_superuser):
    User.objects.filter(pk=administrator.pk).update(is_superuser=is_superuser)
    writer = make_member("editor")
    draft = make_draft(make_article("", made_by=writer), "ar")

    listed = client.get(USERS).content.decode()
    marked = {"action": "delete_selected", "_selected_action": writer.pk, "post": "yes"}
    client.post(USERS, marked)

    assert "delete_selected" not in listed
    assert client.post(f"{USERS}{writer.pk}/delete/", {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=writer.pk).exists()
    draft.article.refresh_from_db()
    assert draft.article.made_by == writer
    assert "No account is deleted" in client.get(f"{USERS}{writer.pk}/change/").content.decode()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_rights_are_told_apart(client, administrator, language):
    client.cookies["portal_language"] = language

    form = client.get(f"{GROUPS}{role('editor').pk}/change/").content.decode()

    names = [name.strip() for name in re.findall(r'name="permissions"[^>]*>\s*([^<]+)<', form)]
    assert len(names) > 40
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize(("language", "name"), [("ar", "محرر"), ("en", "Editor")])
def test_role_is_called_by_one_name_and_keeps_its_own(client, administrator, language, name):
    client.cookies["portal_language"] = language
    address = f"{GROUPS}{role('editor').pk}/change/"
    page = client.get(address)

    assert page.context["adminform"].form["name"].value() == name
    assert f"{name}</h2>" in re.sub(r"\s+", "", page.content.decode())
    assert str(page.context["original"]) == name
    kept = [right.pk for right in role("editor").permissions.all()]
    response = client.post(address, {"name": name, "permissions": kept})
    assert name in next(iter(get_messages(response.wsgi_request))).message
    assert role("editor").name == "editor"

    client.post(address, {"name": "Desk", "permissions": kept})
    assert role("editor").name == "Desk"


@pytest.mark.parametrize("rights", [0, 10])
def test_form_of_an_account_costs_the_same_for_any_number_of_rights(
    client, administrator, rights, django_assert_max_num_queries
):
    User.objects.filter(pk=administrator.pk).update(is_superuser=True)
    member = make_member("")
    member.user_permissions.set(role("chief").permissions.all()[:rights])

    with django_assert_max_num_queries(15):
        client.get(f"{USERS}{member.pk}/change/")


def test_account_without_a_role_is_told_what_it_waits_for(client):
    client.force_login(make_member(""))
    client.cookies["portal_language"] = "en"

    assert "no role yet" in client.get("/admin/").content.decode()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_is_closed_in_the_admin_leads_back_to_it(client, language):
    client.force_login(make_member("translator"))
    client.cookies["portal_language"] = language

    response = client.get(USERS)

    assert response.status_code == 403
    assert 'href="/admin/"' in response.content.decode()
    assert 'href="/admin/"' not in client.get(f"/{language}/nothing/").content.decode()
