from datetime import timedelta

import pytest
from django.utils import timezone

from portal.accounts.models import Session
from portal.mail.models import OutgoingMail
from portal.mail.posting import post
from portal.mail.sending import KEPT
from portal.status.cleaning import clean

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tasks(settings):
    """As in production; the suite does them at once, and keeps none."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def make_session(key, **until):
    now = timezone.now()
    Session.objects.create(
        session_key=key, session_data="", expire_date=now + timedelta(**until), began_at=now, used_at=now
    )


def make_given_up(to, ago):
    post(to=to, subject="s", text="t")
    OutgoingMail.objects.filter(to=to).update(given_up_at=timezone.now() - ago)


def test_sessions_that_have_ended_go():
    make_session("ended", hours=-1)
    make_session("living", hours=1)

    clean()

    assert [session.session_key for session in Session.objects.all()] == ["living"]


def test_mails_given_up_are_forgotten_although_no_other_is_given_up():
    make_given_up("old@example.com", KEPT + timedelta(hours=1))
    make_given_up("new@example.com", KEPT - timedelta(hours=1))
    post(to="waiting@example.com", subject="s", text="t")

    clean()

    assert {mail.to for mail in OutgoingMail.objects.all()} == {"new@example.com", "waiting@example.com"}
