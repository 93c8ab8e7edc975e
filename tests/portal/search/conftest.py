import pytest

from portal.search import following, rebuilding, searching
from tests.portal.search.stand_in import StandIn
from tests.remembering_engine import RememberingEngine


@pytest.fixture
def stand_in(monkeypatch):
    """``stand_in(found=…, near=…)`` puts an engine in the place of the real one, and returns it."""

    def put(**given):
        engine = StandIn(**given)
        monkeypatch.setattr(searching, "engine", lambda: engine)
        return engine

    return put


@pytest.fixture
def index(monkeypatch):
    """An index that tells exactly what it holds, in the place of the real one; empty."""
    engine = RememberingEngine()
    for module in (following, rebuilding):
        monkeypatch.setattr(module, "engine", lambda: engine)
    return engine
