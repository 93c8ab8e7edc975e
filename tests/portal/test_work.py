import os

import pytest
from django.core.management import call_command
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from articles.models import Picture

pytestmark = pytest.mark.django_db


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
