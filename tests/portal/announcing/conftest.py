from datetime import UTC, datetime

import pytest
from time_machine import travel

from portal.announcing.enums import Event
from portal.announcing.models import Webhook
from tests.answering import answering

NOW = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def machine(settings):
    """Somebody's receiver of messages."""
    with answering() as machine:
        settings.OUTSIDE_ALLOWED = [machine.place]
        yield machine


@pytest.fixture
def webhook(machine):
    return Webhook.objects.create(name="Archive", url=f"{machine.url}/hook", events=Event.values)
