"""A server that answers without end: readers don't wait for it, and no memory is filled with it."""

import logging
import socket
import threading
import time
from contextlib import contextmanager
from itertools import repeat

import pytest
from django.core.management import CommandError, call_command

from portal.index import Document, Kind, Query, Word
from portal.index.engine import TookTooLong
from portal.index.engines.opensearch import bounded, connection, engine_at
from portal.index.engines.opensearch.delivery import deliver_to
from tests.portal.index.opensearch_stub import running_stub

pytestmark = pytest.mark.django_db

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 1073741824\r\n\r\n"


@pytest.fixture(autouse=True)
def new_client(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    engine_at.cache_clear()
    yield
    engine_at.cache_clear()


@contextmanager
def answering(pieces, pause):
    """A server that sends these after its head, whatever it is asked; yields its address and what it sent."""
    sent = []

    def serve():
        with listener.accept()[0] as client:
            client.recv(65536)
            try:
                client.sendall(HEAD)
                for piece in pieces:
                    client.sendall(piece)
                    sent.append(len(piece))
                    time.sleep(pause)
            except OSError:
                pass  # whoever asked has gone

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"opensearch+http://127.0.0.1:{listener.getsockname()[1]}", sent
        thread.join(timeout=5)


def test_answer_that_comes_in_drops_is_given_up(settings, monkeypatch):
    monkeypatch.setattr(connection, "SECONDS", 0.3)
    with answering(repeat(b" "), pause=0.05) as (settings.SEARCH_URL, sent):
        with pytest.raises(TookTooLong):
            engine_at(settings.SEARCH_URL).find(Query(Word("cloud"), "en"))
        assert len(sent) < 20


def test_answer_larger_than_any_is_given_up(settings, monkeypatch):
    monkeypatch.setattr(bounded, "MOST_BYTES", 1_000_000)
    with answering([b" " * 100_000] * 1000, pause=0) as (settings.SEARCH_URL, sent):
        with pytest.raises(TookTooLong):
            engine_at(settings.SEARCH_URL).find(Query(Word("cloud"), "en"))
        assert sum(sent) < 50_000_000


def test_page_is_polite_about_it(client, settings, monkeypatch):
    monkeypatch.setattr(connection, "SECONDS", 0.3)
    with answering(repeat(b" "), pause=0.05) as (settings.SEARCH_URL, _sent):
        response = client.get("/en/search/?q=cloud")
    assert response.status_code == 503
    assert 'value="cloud"' in response.text


def test_no_log_holds_what_is_sent_or_asked(settings, caplog):
    caplog.set_level(logging.DEBUG)
    with running_stub() as (_stub, address):
        settings.SEARCH_URL = f"opensearch+http://{address}"
        engine = engine_at(settings.SEARCH_URL)
        engine.store([Document(Kind.ARTICLE, 1, "en", "zanzibarite", is_public=False)])
        deliver_to(engine)
        engine.find(Query(Word("zanzibarite"), "en"))

    assert "zanzibarite" not in caplog.text


@pytest.mark.parametrize("command", [["rebuild_search"], ["rebuild_search", "--missing"], ["check_search"]])
def test_commands_say_what_to_do_where_the_server_is_away(settings, command):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        free = listener.getsockname()[1]
    settings.SEARCH_URL = f"opensearch+http://127.0.0.1:{free}"

    with pytest.raises(CommandError, match="SEARCH_URL"):
        call_command(*command, verbosity=0)
