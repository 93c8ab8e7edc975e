import pytest

from portal.search import following, rebuilding
from tests.remembering_engine import RememberingEngine


@pytest.fixture
def index(monkeypatch):
    """An index that tells exactly what it holds, in the place of the real one; empty."""
    engine = RememberingEngine()
    for module in (following, rebuilding):
        monkeypatch.setattr(module, "engine", lambda: engine)
    return engine
