import pytest

from tests.answering import answering


@pytest.fixture
def machine(settings):
    """A machine that the portal may ask, though it stands in its own network."""
    with answering() as machine:
        settings.OUTSIDE_ALLOWED = [machine.place]
        yield machine


@pytest.fixture
def hidden():
    """A machine in the portal's own network that nobody may be led to."""
    with answering() as machine:
        yield machine
