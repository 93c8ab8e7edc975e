"""What each role can do by requests that no page offered it: what ``roles.py`` says, and nothing else.

The verbs of an article are sent in ``tests/articles/admin/test_rights.py``, each by every role.
"""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.urls import reverse

from articles.models import Article
from organizations.models import Organization
from organizations.partnerships.admin.addresses import act_address
from portal.accounts.models import Role, User
from portal.accounts.roles import RIGHTS
from tests.editing import form_of, make_member, typed
from tests.factories import make_article, make_author, make_draft, make_picture, make_topic
from tests.ledger_desk import NOTE, WHY, seen
from tests.security.database import contents, what_differs

pytestmark = pytest.mark.django_db

ROLES = ["", *Role.Key.values]
LEADERS = {"chief", "administrator"}
EDITORS = {"editor", *LEADERS}
#: Pages of the admin that a role opens by other rights than Django's four: what one has begun, or translates.
BY_OTHER_RIGHTS = {
    ("articles.article", "view"): {"contributor", "translator", *EDITORS},
    ("articles.article", "change"): {"translator", *EDITORS},
    ("articles.revision", "view"): {"contributor", "translator", *EDITORS},
    ("articles.logentry", "view"): {"contributor", "translator", *EDITORS},
    ("articles.correction", "view"): {"contributor", "translator", *EDITORS},
    ("articles.correction", "change"): EDITORS,
    ("partnerships.partnership", "change"): EDITORS,
    ("partnerships.commitment", "view"): {"contributor", "translator", *EDITORS},
    ("partnerships.commitment", "change"): EDITORS,
    ("partnerships.change", "view"): {"contributor", "translator", *EDITORS},
}


@pytest.fixture
def records(things):
    make_topic()
    make_author()
    make_picture()
    make_draft(things.articles[0], "ar", headline="مسودة")
    User.objects.create_user("somebody", is_staff=True)
    return things


def log_in(client, role, languages="ar en"):
    member = make_member(role, languages=languages)
    client.force_login(member)
    return member


def gives(role, model, act):
    """Whether the table gives the right, as it stands in the code and not in the database."""
    app, name = model._meta.app_label, model._meta.model_name
    named = RIGHTS.get(role, ())
    if f"{app}.*" in named or f"{app}.{act}_{name}" in named:
        return True
    return role in BY_OTHER_RIGHTS.get((f"{app}.{name}", act), ())


def is_given(role, model, act):
    """Whoever may change a thing may look at it."""
    return any(gives(role, model, right) for right in (act, *(("change",) if act == "view" else ())))


def addresses_of_desk():
    """Every page of the admin that Django makes for a model, with the right that it takes."""
    for model in admin.site._registry:
        base = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        row = model._base_manager.order_by("pk").last()
        yield model, "view", reverse(f"{base}_changelist")
        yield model, "add", reverse(f"{base}_add")
        if row is not None:
            yield model, "view", reverse(f"{base}_change", args=[row.pk])
            yield model, "change", reverse(f"{base}_change", args=[row.pk])
            yield model, "view", reverse(f"{base}_history", args=[row.pk])
            yield model, "delete", reverse(f"{base}_delete", args=[row.pk])


@pytest.mark.parametrize("role", ROLES)
def test_pages_of_the_desk_open_by_the_table_alone(client, records, role):
    log_in(client, role)

    opened = [
        (model, act, path)
        for model, act, path in addresses_of_desk()
        if act != "change" and client.get(path).status_code == 200
    ]

    assert [path for model, act, path in opened if not is_given(role, model, act)] == []
    assert bool(opened) == (role != "")


@pytest.mark.parametrize("role", ROLES)
def test_forged_forms_change_nothing_without_the_right(client, records, role):
    log_in(client, role)
    refused = [(act, path) for model, act, path in addresses_of_desk() if not is_given(role, model, act)]
    before = contents()

    for act, path in refused:
        for data in ({"post": "yes"}, {"_save": "1", "name_ar": "x", "title_ar": "x", "username": "x"}):
            assert client.post(path, data).status_code in (302, 403, 404, 405), (act, path)
        client.post(path, {"action": "delete_selected", "_selected_action": [1], "post": "yes"})

    assert what_differs(before, contents()) == []
    assert len(refused) > 5 * (role not in LEADERS)


@pytest.mark.parametrize("role", ROLES)
def test_verbs_of_the_ledger(client, records, role):
    """Refused for the rights before anything is read of the form, which is why none of it need be right."""
    entry = records.entries[0]
    item = entry.commitments.get()
    log_in(client, role)
    acts = {
        act_address("correct", entry): EDITORS,
        act_address("update", entry): EDITORS,
        act_address("redact", entry): LEADERS,
        act_address("correct", item): EDITORS,
        act_address("update", item): EDITORS,
        act_address("redact", item): LEADERS,
    }

    for address, allowed in acts.items():
        before = contents()
        response = client.post(address, seen(entry) | NOTE | WHY | {"reason_ar": "س", "status": "ended"})
        assert (response.status_code != 403) == (role in allowed), address
        if role not in allowed:
            assert what_differs(before, contents()) == [], address


@pytest.mark.parametrize("role", ROLES)
def test_records_that_are_one_are_merged_by_leaders_of_the_directory(client, records, role):
    first, second = records.organizations
    log_in(client, role)

    response = client.post(f"/admin/organizations/organization/{first.pk}/merge/", {"other": second.pk})

    allowed = gives(role, Organization, "delete")
    assert (response.status_code != 403) <= allowed
    assert Organization.objects.filter(pk=second.pk).exists() or allowed


@pytest.mark.parametrize("role", ROLES)
def test_article_is_begun_by_role_and_language(client, records, role):
    for languages in ("", "en", "ar en"):
        log_in(client, role, languages)
        before = Article.objects.count()

        client.post("/admin/articles/article/add/", form_of(**typed("ar")))

        begins = role in LEADERS or (role in {"contributor", "editor"} and "ar" in languages)
        assert (Article.objects.count() > before) == begins, languages


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("columns", [{"is_superuser": "on"}, {"groups": "administrator"}, {"password": "x"}])
def test_nobody_raises_themselves(client, role, columns):
    member = log_in(client, role)
    group = Group.objects.get(role__key="administrator")
    data = {"username": member.username, "is_active": "on", "is_staff": "on"} | columns
    if "groups" in data:
        data["groups"] = group.pk
    before = User.objects.values().get(pk=member.pk)

    client.post(f"/admin/accounts/user/{member.pk}/change/", data)

    member.refresh_from_db()
    assert not member.is_superuser
    assert member.password == before["password"]
    # A form that ticks no role takes an administrator's own away.
    assert role == "administrator" or not member.groups.filter(pk=group.pk).exists()


@pytest.mark.parametrize("role", ROLES)
def test_preview_links_and_drafts_of_others(client, role):
    """What somebody else writes is read by those who work on it; no link shows it."""
    article = make_article("")
    draft = make_draft(article, "ar", headline="سر المسودة")
    log_in(client, role)
    pages = [f"/admin/articles/article/{article.pk}/{rest}" for rest in (
        "change/", "history/ar/", "preview/ar/", "preview/ar/page/", "compare/ar/?from=1&to=1", "changes/ar/",
    )]  # fmt: skip

    read = [path for path in pages if "سر المسودة" in client.get(path).content.decode()]

    assert bool(read) == (role in {"translator", *EDITORS})
    assert draft.headline not in client.get(f"/preview/{article.pk}/").content.decode()
