"""A new program takes the place of the old one while readers ask (USR2; ``gunicorn.conf.py``)."""

import os
import signal
import socket
import threading
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.serving import free_port, gunicorn

SPOILED = os.environ.get("SPOILED")
if SPOILED and Path(SPOILED).exists():
    raise RuntimeError("this program can't be read")


def application(environ, start_response):
    """Say which master the answer comes from, after the time that a page may take."""
    time.sleep(0.02)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(os.getppid()).encode()]


def master(port):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=9) as response:
        return int(response.read())


@contextmanager
def readers(port, count=4):
    """Ask all the time; what it yields are the answers, of which an exception is one."""
    answers, ended = [], threading.Event()

    def ask():
        while not ended.is_set():
            try:
                answers.append(master(port))
            except OSError as error:
                answers.append(error)

    threads = [threading.Thread(target=ask) for _ in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield answers
    finally:
        ended.set()
        for thread in threads:
            thread.join()


def wait_for(happens):
    deadline = time.monotonic() + 30
    while not happens():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_gone(number):
    """A child that nobody has waited for isn't there either."""
    stat = Path(f"/proc/{number}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "Z"


@pytest.fixture
def served(tmp_path):
    """The port and the first master; whichever has taken over is ended after the test."""
    port = free_port()
    surroundings = {"NOTIFY_SOCKET": str(tmp_path / "told"), "SPOILED": str(tmp_path / "spoiled")}
    with gunicorn("tests.test_taking_over", port, tmp_path / "log", **surroundings) as first:
        yield port, first
        if (last := master(port)) != first:
            os.kill(last, signal.SIGTERM)
            wait_for(lambda: is_gone(last))


@pytest.fixture
def told(tmp_path):
    """Stands for systemd, which waits to be told how its services are."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(str(tmp_path / "told"))
        listener.settimeout(30)
        yield listener


def test_no_request_is_lost_when_a_new_program_takes_over(served):
    port, first = served

    with readers(port) as answers:
        wait_for(lambda: first in answers)
        os.kill(first, signal.SIGUSR2)
        wait_for(lambda: is_gone(first) and answers[-1] != first)

    assert [answer for answer in answers if isinstance(answer, OSError)] == []


def test_a_program_that_cannot_be_read_leaves_the_old_one_serving(served, tmp_path):
    port, first = served
    (tmp_path / "spoiled").touch()

    os.kill(first, signal.SIGUSR2)
    wait_for(lambda: "this program can't be read" in (tmp_path / "log").read_text())

    assert {master(port) for _ in range(10)} == {first}
    assert not is_gone(first)


def test_systemd_is_told_which_process_it_is_now(told, served):
    port, first = served
    os.kill(first, signal.SIGUSR2)
    wait_for(lambda: is_gone(first))

    messages = []
    while not messages or not messages[-1].startswith("MAINPID="):
        messages.append(told.recv(1000).decode())

    assert messages[-1] == f"MAINPID={master(port)}"
