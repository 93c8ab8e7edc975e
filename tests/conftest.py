"""Fixtures for every test. How the database is chosen and the environment prepared: ``tests/plugin.py``."""

import pytest
from django.core.cache import caches
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as made_up

from articles.entity_linking.directory import forget
from portal.fragments import fragments
from portal.search import indexing, rebuilding
from portal.share_card import Lettering
from tests import resting_index
from tests.remembering_engine import RememberingEngine

# A machine that has other work to do is slow at making examples up; that is no fault of the code.
made_up.register_profile("portal", deadline=None, suppress_health_check=[HealthCheck.too_slow])
made_up.load_profile("portal")


@pytest.fixture(autouse=True)
def clean_surroundings(settings, tmp_path):
    """Give each test its own pictures and nothing remembered, and take back the language it leaves behind."""
    settings.MEDIA_ROOT = tmp_path / "media"
    for cache in caches.all(initialized_only=True):
        cache.clear()
    forget()
    fragments.clear()
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(params=["ar", "en"])
def language(request):
    """Run the test once in each language, with that language active."""
    with translation.override(request.param):
        yield request.param


@pytest.fixture
def indexed(monkeypatch):
    """Bring into the search index what the factories make."""
    monkeypatch.setattr(resting_index, "rests", False)


@pytest.fixture
def index(indexed, monkeypatch):
    """An index that tells exactly what it holds, in the place of the real one; empty."""
    engine = RememberingEngine()
    for module in (indexing, rebuilding):
        monkeypatch.setattr(module, "engine", lambda: engine)
    return engine


@pytest.fixture
def written_on_card(monkeypatch):
    """Every line that is written on share cards from now on, in the order of reading."""
    lines = []
    draw = Lettering.draw

    def note(self, canvas, x, y, text, fill):
        lines.append(text)
        draw(self, canvas, x, y, text, fill)

    monkeypatch.setattr(Lettering, "draw", note)
    return lines
