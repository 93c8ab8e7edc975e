import pytest

from portal.search import searching
from tests.portal.search.stand_in import StandIn


@pytest.fixture(autouse=True)
def things_are_indexed(indexed):
    """What is searched here is what the factories make."""


@pytest.fixture
def stand_in(monkeypatch):
    """``stand_in(found=…, near=…)`` puts an engine in the place of the real one, and returns it."""

    def put(**given):
        engine = StandIn(**given)
        monkeypatch.setattr(searching, "engine", lambda: engine)
        return engine

    return put
