"""What stands around every page of the admin."""

import re

import pytest
from django.contrib import admin

from organizations.admin import OtherNamesAdmin
from portal.desk.addresses import address
from tests.editing import LIST, change_url, make_viewer
from tests.factories import make_article

pytestmark = pytest.mark.django_db

WRITING = ["Today", "Articles", "Coverage", "Calendar"]
READING = ["Ledger", "Organisations", "People", "Corrections", "Topics", "Authors", "Pictures"]
LEDGER = ["Waiting for confirmation", "Items to check", "Changes of the ledger"]
EDITING = [*WRITING, "Front page", *READING, *LEDGER, "Names and words", "Pages", "Log", "Revisions"]
RUNNING = ["Users", "Roles", "Log of accounts", "Webhooks", "Deliveries", "Outgoing mails", "Status"]
PLACES = {
    "contributor": [*WRITING, *READING],
    "translator": [*WRITING, *READING],
    "editor": EDITING,
    "administrator": [*EDITING, *RUNNING],
    "": ["Today"],
}


def menu(client, where="/admin/"):
    groups = client.get(where).context["chrome"].menu
    return [link for group in groups for link in group]


@pytest.mark.parametrize("role", PLACES)
def test_menu_leads_where_the_role_may_go(client, log_in, role):
    log_in(role)

    links = menu(client)

    assert sorted(link.label for link in links) == sorted(PLACES[role])
    assert [client.get(link.address, follow=True).status_code for link in links] == [200] * len(links)


def test_no_list_of_the_admin_is_out_of_reach(admin_client):
    addresses = {link.address for link in menu(admin_client)}

    lists = {
        address(f"{model._meta.app_label}_{model._meta.model_name}_changelist")
        for model, shown in admin.site._registry.items()
        if not isinstance(shown, OtherNamesAdmin)  # the list of word families leads to these
    }
    assert lists - addresses == set()


@pytest.mark.parametrize(
    ("where", "label"),
    [
        ("/admin/", "Today"),
        (LIST, "Articles"),
        (f"{LIST}coverage/", "Coverage"),
        (f"{LIST}calendar/", "Calendar"),
        ("/admin/organizations/person/", "People"),
    ],
)
def test_current_place_is_marked(client, log_in, where, label):
    log_in("editor")

    assert [link.label for link in menu(client, where) if link.is_current] == [label]
    assert (
        client.get(where).content.decode().count('aria-current="page"') == 2
    )  # beside the page, in the sheet


def test_page_of_no_place_marks_none(client, log_in):
    log_in("editor")

    assert [link.label for link in menu(client, "/admin/password_change/") if link.is_current] == []


def test_search_is_that_of_the_list(client, log_in):
    log_in("editor")
    article = make_article()

    page = client.get("/admin/organizations/organization/").content.decode()
    found = client.get(LIST, {"q": article.headline_en}).content.decode()

    assert f'<form class="desk-search" role="search" action="{LIST}">' in page
    assert change_url(article) in found


@pytest.mark.parametrize(("role", "may_begin"), [("contributor", True), ("translator", False)])
def test_new_article_is_offered_to_those_who_may_begin_one(client, log_in, role, may_begin):
    log_in(role)

    assert (f'href="{LIST}add/"' in client.get("/admin/").content.decode()) is may_begin


def test_account_without_a_role_is_offered_nothing(client, log_in):
    log_in("")

    page = client.get("/admin/").content.decode()

    assert "desk-search" not in page
    assert f'href="{LIST}' not in page


@pytest.mark.parametrize(
    ("columns", "initials"),
    [
        ({"first_name": "Dana", "last_name": "Rashid"}, "D R"),
        ({"first_name": "دانة", "last_name": ""}, "د"),
        ({}, "V"),
    ],
)
def test_account_is_called_by_its_initials(client, columns, initials):
    viewer = make_viewer()
    viewer.username = "viewer-1"
    for name, value in columns.items():
        setattr(viewer, name, value)
    viewer.save()
    client.force_login(viewer)

    response = client.get("/admin/")

    assert response.context["chrome"].initials == initials
    assert f"<bdi>{viewer.get_full_name() or viewer.username}</bdi>" in response.content.decode()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_page_before_the_login_has_the_masthead_and_no_menu(client, language):
    client.cookies["portal_language"] = language

    page = client.get("/admin/login/").content.decode()

    assert re.findall(r'desk-lockup__name" lang="(..)"', page) == [
        language,
        "en" if language == "ar" else "ar",
    ]
    assert "Sijil</span>" in page
    assert "desk-menu" not in page
    assert "language-switch" in page


def test_window_of_a_field_has_no_chrome(client, log_in):
    log_in("editor")

    page = client.get("/admin/articles/topic/?_popup=1").content.decode()

    assert "desk-bar" not in page
    assert "desk-menu" not in page


def test_refusal_in_the_admin_keeps_working(client, log_in):
    log_in("contributor")

    assert client.get("/admin/accounts/user/").status_code == 403
    assert client.get("/admin/nothing/").status_code == 404


@pytest.mark.parametrize("app", ["articles", "organizations", "partnerships"])
def test_list_of_an_app_is_the_front_page(client, log_in, app):
    assert client.get(f"/admin/{app}/")["Location"].startswith("/admin/login/")

    log_in("editor")
    response = client.get(f"/admin/{app}/", follow=True)

    assert response.redirect_chain == [("/admin/", 302)]
    assert response.status_code == 200
