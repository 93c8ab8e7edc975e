import os
import threading
import time

import pytest
from django.db import OperationalError
from django.test import Client

from articles import views
from portal.patience import breaker
from portal.patience.breaker import OPEN_SECONDS, Breaker, Refused


class Database:
    """Answers when it is told to; ``asked`` counts how often somebody wanted to know."""

    def __init__(self):
        self.is_well, self.asked = threading.Event(), 0

    def answers(self):
        self.asked += 1
        return self.is_well.wait(0.01)


@pytest.fixture
def database(monkeypatch):
    monkeypatch.setattr(breaker, "PAUSE_SECONDS", 0.01)
    database = Database()
    yield database
    database.is_well.set()


@pytest.fixture
def file(tmp_path):
    return tmp_path / "silent"


def closed(one):
    one._thread.join(timeout=30)
    return not one.is_open


def wait_until(is_so):
    deadline = time.monotonic() + 30
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.01)


def test_nobody_is_refused_at_first(file, database):
    Breaker(file, database.answers).refuse()


def test_all_processes_refuse_after_one_has_opened(file, database):
    Breaker(file, database.answers).open()

    with pytest.raises(Refused):
        Breaker(file, database.answers).refuse()


def test_one_thread_asks_until_the_database_answers(file, database):
    one, before = Breaker(file, database.answers), set(threading.enumerate())
    for _ in range(5):
        one.open()
    begun = set(threading.enumerate()) - before
    assert sum(thread.name == "database-breaker" for thread in begun) == 1

    database.is_well.set()

    assert closed(one)
    one.refuse()


def test_breaker_stays_open_longer_than_one_attempt(file, database, monkeypatch):
    moments = [int(time.time())]
    monkeypatch.setattr(breaker, "time", lambda: moments[-1])
    one = Breaker(file, database.answers)
    one.open()

    for _ in range(3):
        moments.append(moments[-1] + OPEN_SECONDS - 1)
        enough = database.asked + 2
        wait_until(lambda: database.asked >= enough)  # noqa: B023 -- called at once

    assert one.is_open


def test_doubt_opens_only_where_the_database_does_not_answer(file, database):
    database.is_well.set()
    one = Breaker(file, database.answers)
    one.doubt()
    assert closed(one)
    assert database.asked == 1

    database.is_well.clear()
    one.doubt()
    wait_until(lambda: one.is_open)
    assert one.is_open


def test_what_an_ended_process_left_is_forgotten(file):
    file.touch()
    os.utime(file, (time.time() - 0.1,) * 2)
    assert not Breaker(file, bool).is_open

    os.utime(file, (time.time() + 2 * OPEN_SECONDS,) * 2)
    assert not Breaker(file, bool).is_open, "a clock that was set back must not keep it open"


def test_folder_that_cannot_be_written_refuses_nobody(tmp_path, database):
    one = Breaker(tmp_path / "missing" / "silent", database.answers)
    one.open()

    one.refuse()


@pytest.mark.django_db
def test_reader_who_is_refused_gets_the_page_and_the_log_one_line(monkeypatch, caplog, language):
    def refused(*_args, **_kwargs):
        raise OperationalError from Refused()

    monkeypatch.setattr(views.Article.objects, "live", refused)

    response = Client(raise_request_exception=False).get(f"/{language}/articles/")

    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert [record.exc_info for record in caplog.records if record.name == "portal.errors"] == [None]
