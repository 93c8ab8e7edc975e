import re

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from portal.accounts.models import Role, User
from portal.accounts.roles import RIGHTS
from tests.editing import make_member

pytestmark = pytest.mark.django_db

GROUPS = "/admin/auth/group/"
USERS = "/admin/accounts/user/"


def rights_of(key):
    names = Permission.objects.filter(group__role__key=key).values_list("content_type__app_label", "codename")
    return {f"{app}.{codename}" for app, codename in names}


@pytest.fixture
def administrator(client):
    member = make_member("administrator")
    client.force_login(member)
    client.cookies["portal_language"] = "en"
    return member


@pytest.mark.parametrize("key", Role.Key.values)
def test_role_has_the_rights_of_the_table(key):
    named = {name for name in RIGHTS[key] if not name.endswith(".*")}
    whole = {name.removesuffix("*") for name in RIGHTS[key] if name.endswith(".*")}

    assert named <= rights_of(key)
    assert {name for name in rights_of(key) - named if not name.startswith(tuple(whole))} == set()


def test_only_the_administrator_touches_accounts():
    for key in set(Role.Key.values) - {"administrator"}:
        assert not any(name.startswith(("accounts.change", "auth.")) for name in rights_of(key)), key


def test_upgrade_takes_back_nothing_that_an_administrator_has_changed():
    editor, chief = (Group.objects.get(role__key=key) for key in ("editor", "chief"))
    publish = Permission.objects.get(codename="publish_article")
    editor.permissions.remove(publish)
    editor.name = "محررون"
    editor.save()
    chief.delete()

    call_command("migrate", verbosity=0)

    assert "articles.publish_article" not in rights_of("editor")
    assert "articles.change_article" in rights_of("editor")
    assert set(Group.objects.values_list("name", flat=True)) == {
        "contributor",
        "translator",
        "محررون",
        "administrator",
    }


def test_upgrade_gives_a_right_that_is_new():
    role = Role.objects.get(key="editor")
    role.offered.remove("articles.review_article")
    role.save()
    role.group.permissions.remove(Permission.objects.get(codename="review_article"))

    call_command("migrate", verbosity=0)

    assert "articles.review_article" in rights_of("editor")


def test_group_of_that_name_becomes_the_roles_own():
    Role.objects.filter(key="editor").delete()

    call_command("migrate", verbosity=0)

    assert Group.objects.filter(name="editor").count() == 1
    assert "articles.publish_article" in rights_of("editor")


@pytest.mark.parametrize("key", ["editor", "chief", "administrator"])
def test_who_changes_a_record_changes_its_rows(rf, key):
    request = rf.get("/")
    request.user = make_member(key)
    admins = [desk for model, desk in admin.site._registry.items() if desk.has_change_permission(request)]

    rows = [(desk, row) for desk in admins for row in desk.get_inline_instances(request)]

    named = {type(row) for _desk, row in rows}
    assert {kind for desk in admins for kind in desk.inlines} == named
    assert all(row.has_add_permission(request, None) for _desk, row in rows)


def test_every_app_that_is_named_exists():
    named = {name.partition(".")[0] for names in RIGHTS.values() for name in names}

    assert named <= {config.label for config in apps.get_app_configs()}


@pytest.mark.parametrize("key", ["", "contributor", "translator", "editor", "chief"])
def test_accounts_and_roles_are_closed_to_others(client, key):
    client.force_login(make_member(key))

    for address in (USERS, f"{USERS}add/", GROUPS, f"{GROUPS}add/"):
        assert client.get(address).status_code == 403, address


def test_administrator_gives_a_role_and_a_language(client, administrator):
    role = Group.objects.get(role__key="translator")
    member = make_member("", languages="")
    data = {
        "username": member.username,
        "is_active": "on",
        "is_staff": "on",
        "groups": role.pk,
        "holds_en": "on",
    }

    assert client.post(f"{USERS}{member.pk}/change/", data).status_code == 302

    member = User.objects.get(pk=member.pk)
    assert member.has_perm("articles.translate_article")
    assert (member.holds("ar"), member.holds("en")) == (False, True)


def test_administrator_makes_no_superuser_and_touches_none(client, administrator):
    root = User.objects.create_superuser("root")

    assert client.post(f"{USERS}{root.pk}/change/", {"username": "taken"}).status_code == 403
    assert client.post(f"{USERS}{root.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.post(f"{USERS}{root.pk}/password/", {"password1": "x", "password2": "x"}).status_code == 403

    form = {"username": administrator.username, "is_active": "on", "is_staff": "on", "is_superuser": "on"}
    client.post(f"{USERS}{administrator.pk}/change/", form)

    administrator.refresh_from_db()
    root.refresh_from_db()
    assert not administrator.is_superuser
    assert root.username == "root"


@pytest.mark.parametrize(("language", "name"), [("ar", "مترجم"), ("en", "Translator")])
def test_roles_and_rights_are_named_in_the_language_of_the_admin(client, administrator, language, name):
    client.cookies["portal_language"] = language
    group = Group.objects.get(role__key="translator")

    listed = client.get(GROUPS).content.decode()
    form = client.get(f"{GROUPS}{group.pk}/change/").content.decode()
    member = client.get(f"{USERS}{administrator.pk}/change/").content.decode()

    assert name in listed
    assert name in member
    options = re.findall(r'<input type="checkbox" name="permissions"[^>]*>\s*([^<]+)<', form)
    assert len(options) > 40
    if language == "ar":
        assert [option for option in options if re.search("[A-Za-z]", option)] == []


def test_list_of_accounts_costs_the_same_for_many(client, administrator, django_assert_max_num_queries):
    for key in Role.Key.values * 4:
        make_member(key)

    with django_assert_max_num_queries(10):
        client.get(USERS)
