import pytest
from django.db import connection

from portal.page_cache.application import PageCache
from portal.utf8_requests import Utf8Handler
from tests.portal.page_cache.conftest import HandWatch
from tests.security.everything import make_everything


@pytest.fixture
def things(indexed):
    return make_everything()


@pytest.fixture
def portal(settings, tmp_path, monkeypatch):
    """The portal as gunicorn meets it, page cache and all, in the transaction of the test."""
    backend = "portal.page_cache.page_files.PageFiles"
    pages = {"BACKEND": backend, "LOCATION": str(tmp_path / "pages"), "OPTIONS": {"MAX_ENTRIES": 20_000}}
    settings.CACHES = settings.CACHES | {"pages": pages}
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)
    return PageCache(Utf8Handler(), HandWatch())
