from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from portal.accounts.models import Role
from portal.announcing.enums import Event
from portal.announcing.models import Announcement
from portal.index.engine import TookTooLong
from portal.mail.models import OutgoingMail
from portal.status import lines, rooms
from portal.status.models import Sign
from tests.editing import make_member
from tests.factories import make_article

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/status/sign/"


@pytest.fixture
def well(monkeypatch):
    """Everything is in order."""
    monkeypatch.setattr(lines, "is_built", lambda: True)
    monkeypatch.setattr(lines, "errors", lambda: 0)
    monkeypatch.setattr(lines, "room_for_pictures", lambda: rooms.Room(100, 50, 50))
    for name in Sign.Name:
        Sign.objects.give(name)


def failing():
    with translation.override("en"):
        return {line.title for line in lines.lines() if line.remedy}


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.Key.ADMINISTRATOR, 200),
        (Role.Key.CHIEF, 200),
        (Role.Key.EDITOR, 403),
        (Role.Key.CONTRIBUTOR, 403),
    ],
)
def test_page_is_for_those_who_answer_for_the_portal(client, role, status):
    client.force_login(make_member(role, "ar en"))

    assert client.get(ADDRESS).status_code == status
    assert (ADDRESS in client.get("/admin/").text) == (status == 200)


@pytest.mark.usefixtures("well")
@pytest.mark.parametrize("language", ["ar", "en"])
def test_page_says_state_and_remedy_in_words(client, language):
    client.force_login(make_member(Role.Key.CHIEF, "ar en"))
    client.cookies["portal_language"] = language
    assert failing() == set()
    assert "status__remedy" not in client.get(ADDRESS).text

    Sign.objects.update(at=timezone.now() - timedelta(days=3))

    page = client.get(ADDRESS).text
    assert page.count("status__remedy") == page.count("state--withdrawn") == 2
    assert "systemctl start portal-worker" in page


def test_nothing_can_be_done_there(client):
    client.force_login(make_member(Role.Key.ADMINISTRATOR, "ar en"))
    sign = Sign.objects.create(name=Sign.Name.WORKER, at=timezone.now())

    assert client.post(ADDRESS, {"action": "delete_selected", "_selected_action": sign.pk}).status_code == 405
    assert client.get(f"{ADDRESS}add/").status_code == 403
    assert client.post(f"{ADDRESS}{sign.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Sign.objects.exists()


@pytest.mark.usefixtures("well")
@pytest.mark.parametrize(("minutes", "title"), [(1, set()), (3, {"Overdue publications"})])
def test_publication_is_overdue_after_two_minutes(minutes, title):
    due_at = timezone.now() - timedelta(minutes=minutes)
    Announcement.objects.all().delete()
    Announcement.objects.create(
        event=Event.ARTICLE_PUBLISHED, article=make_article(), language="ar", due_at=due_at
    )

    assert failing() == title


@pytest.mark.usefixtures("well")
@pytest.mark.parametrize(
    ("name", "value", "title"),
    [
        ("shared_pages_work", False, "Store of pages"),
        ("migrations_are_applied", False, "Migrations"),
        ("is_built", False, "Search index"),
        ("room_for_pictures", rooms.Room(100, 95, 5), "Disk for pictures"),
    ],
)
def test_part_that_fails_needs_attention(monkeypatch, name, value, title):
    monkeypatch.setattr(lines, name, lambda: value)

    assert failing() == {title}


@pytest.mark.usefixtures("well")
def test_pages_that_failed_are_told_and_where_to_look(monkeypatch):
    monkeypatch.setattr(lines, "errors", lambda: 3)

    with translation.override("en"):
        [said] = [line.said for line in lines.lines() if line.title == "Pages that failed"]

    assert said.startswith("3 since")
    assert said.endswith("Look for ERROR in the log of the web server.")
    assert failing() == set()


@pytest.mark.usefixtures("well")
def test_search_server_that_is_silent_needs_attention(monkeypatch):
    def silent():
        raise TookTooLong

    monkeypatch.setattr(lines, "is_built", silent)

    assert failing() == {"Search index"}


@pytest.mark.usefixtures("well")
def test_mail_that_was_given_up_needs_attention():
    OutgoingMail.objects.create(to="a@portal.example", subject="…", text="…", given_up_at=timezone.now())

    assert failing() == {"Mail"}


@pytest.mark.usefixtures("well")
def test_work_that_waits_for_long_needs_attention():
    letter = OutgoingMail.objects.create(to="a@portal.example", subject="…", text="…")
    assert failing() == set()

    OutgoingMail.objects.filter(pk=letter.pk).update(posted_at=timezone.now() - timedelta(minutes=11))

    assert failing() == {"Waiting for the worker"}


@pytest.mark.django_db(transaction=True)
def test_backup_is_noted_when_it_is_whole(tmp_path):
    call_command("backup", tmp_path / "backup", verbosity=0)

    assert Sign.objects.get(name=Sign.Name.BACKUP).at > timezone.now() - timedelta(minutes=1)


@pytest.mark.usefixtures("well")
def test_few_queries_are_asked():
    with CaptureQueriesContext(connection) as asked:
        list(lines.lines())

    assert len(asked) <= 12
