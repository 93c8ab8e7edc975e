import pytest
from django.core.files.storage import default_storage

from portal.object_storage import storage
from portal.patience import breaker
from tests.editing import make_member
from tests.portal.object_storage.bucket import Bucket, address, running_server


@pytest.fixture(scope="session")
def server():
    with running_server() as host:
        bucket = Bucket(host)
        bucket.make()
        yield bucket


@pytest.fixture
def use_storage(settings, tmp_path, monkeypatch):
    """Returns what makes a host the place of all pictures."""

    def use(host):
        settings.VAR_DIR = tmp_path
        settings.STORAGES = settings.STORAGES | {
            "default": {
                "BACKEND": "portal.object_storage.storage.ObjectStorage",
                "OPTIONS": {"address": address(host)},
            }
        }

    storage._breaker_of.cache_clear()
    monkeypatch.setattr(breaker, "PAUSE_SECONDS", 0.05)
    yield use
    _end(default_storage._breaker, monkeypatch)
    storage._breaker_of.cache_clear()


@pytest.fixture
def bucket(server, use_storage):
    """An empty bucket, where all pictures are kept."""
    server.empty()
    use_storage(server.host)
    return server


@pytest.fixture
def editor(client, db):
    """An editor, signed in."""
    editor = make_member("editor")
    client.force_login(editor)
    return editor


def _end(one, monkeypatch):
    """Its thread would ask until the end of the run."""
    monkeypatch.setattr(storage, "_answers_quickly", lambda options: True)
    if one._thread:
        one._thread.join(timeout=5)
