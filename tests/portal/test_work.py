import os

import pytest
from django.core.management import call_command
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from articles.models import Picture
from portal.management.commands import work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def told(monkeypatch):
    """What would be begun: telling other machines, and cleaning, each by a thread of its own."""
    begun = []
    monkeypatch.setattr(work, "start_delivering", lambda: begun.append(True))
    monkeypatch.setattr(work, "start_sending", lambda: None)
    monkeypatch.setattr(work.heartbeat, "begin", lambda: None)
    monkeypatch.setattr(work.cleaning, "begin", lambda: begun.append("cleaning"))
    return begun


def make_picture(digit):
    return Picture.objects.create(file=f"{digit * 32}.webp", width=400, height=300)


def test_worker_begins_with_what_an_interruption_left_undone(monkeypatch, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    begun, lowered = [], []
    monkeypatch.setattr(db_worker.Command, "handle", lambda self, **options: begun.append(True))
    monkeypatch.setattr(os, "nice", lowered.append)
    lacking, finished = make_picture("a"), make_picture("b")
    Picture.objects.filter(pk=finished.pk).update(renditions=finished.planned_renditions)

    call_command("work")

    assert [task.args_kwargs["args"] for task in DBTaskResult.objects.all()] == [[lacking.pk]]
    assert begun
    assert lowered[0] > 0


def test_worker_begins_with_what_a_search_server_was_not_told(monkeypatch, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    resumed = []
    monkeypatch.setattr(db_worker.Command, "handle", lambda self, **options: None)
    monkeypatch.setattr(os, "nice", lambda niceness: None)
    monkeypatch.setattr(work, "resume", lambda: resumed.append(True))

    call_command("work")

    assert resumed


def test_worker_tells_other_machines_and_cleans(monkeypatch, settings, told):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr(db_worker.Command, "handle", lambda self, **options: None)
    monkeypatch.setattr(os, "nice", lambda niceness: None)

    call_command("work")

    assert told == [True, "cleaning"]
