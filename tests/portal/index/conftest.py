import pytest

from portal.bilingual import analysis
from portal.index import lexemes, vocabulary
from tests.portal.index import stand_in


@pytest.fixture
def plain_analysis(monkeypatch):
    """The index is tested on its own; ``portal.bilingual.analysis`` has tests of its own."""
    for name in ("tokens", "stretches", "stems_asked_for", "phrase_stem", "is_stop_word"):
        monkeypatch.setattr(analysis, name, getattr(stand_in, name))
    _forget_words()
    yield
    _forget_words()


def _forget_words():
    for module in (lexemes, vocabulary):
        module._words_in.clear()
