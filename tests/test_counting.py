"""What several processes count is one number, whichever of them come and go (``gunicorn.conf.py``)."""

import os
import signal
import time
import urllib.request
from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry, Counter
from prometheus_client.multiprocess import MultiProcessCollector

from portal.watching.counts_folder import VARIABLE, held_still
from tests.serving import free_port, gunicorn

ASKED = Counter("asked", "…", registry=CollectorRegistry())


def application(environ, start_response):
    """Count, then tell the process, the folder and the number."""
    ASKED.inc()
    with held_still():
        [metric] = MultiProcessCollector(None, os.environ[VARIABLE]).collect()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [f"{os.getpid()} {os.environ[VARIABLE]} {metric.samples[0].value:.0f}".encode()]


class Server:
    def __init__(self, port, master):
        self.master, self._port, self.asked = master, port, 0
        self.processes = set()

    def ask(self):
        """The number that it tells; ``folder`` is the last it has told."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self._port}/", timeout=9) as response:
            process, folder, number = response.read().decode().split()
        self.asked += 1
        self.processes.add(int(process))
        self.folder = Path(folder)
        return int(number)

    def ask_until(self, happens):
        deadline = time.monotonic() + 30
        while not happens():
            assert time.monotonic() < deadline
            assert self.ask() == self.asked


@pytest.fixture
def server(tmp_path):
    port = free_port()
    with gunicorn("tests.test_counting", port, tmp_path / "log", WEB_CONCURRENCY="2") as master:
        yield Server(port, master)


def test_number_is_that_of_all_processes(server):
    server.ask_until(lambda: len(server.processes) == 2)


def test_what_a_process_counted_outlives_it(server):
    server.ask_until(lambda: len(server.processes) == 2)
    ended = server.processes.copy()

    for process in ended:
        os.kill(process, signal.SIGTERM)
    server.ask_until(lambda: len(server.processes) == 4)

    assert not [
        file for file in server.folder.iterdir() if any(f"_{process}." in file.name for process in ended)
    ]


def test_workers_that_begin_anew_go_on_counting(server):
    server.ask()
    folder = server.folder

    os.kill(server.master, signal.SIGHUP)
    server.ask_until(lambda: len(server.processes) >= 4)

    assert server.folder == folder


def test_folder_goes_with_its_server(tmp_path):
    with gunicorn("tests.test_counting", port := free_port(), tmp_path / "log") as master:
        server = Server(port, master)
        server.ask()
        assert server.folder.stat().st_mode & 0o777 == 0o700

    assert not server.folder.exists()


def test_folder_of_a_killed_server_is_removed_by_the_next(tmp_path):
    with gunicorn("tests.test_counting", port := free_port(), tmp_path / "log") as master:
        server = Server(port, master)
        server.ask()
        os.kill(master, signal.SIGKILL)
    killed = server.folder
    assert killed.exists()

    with gunicorn("tests.test_counting", free_port(), tmp_path / "log"):
        assert not killed.exists()


def test_folder_that_is_nobodys_disturbs_nobody(tmp_path):
    others = [Path("/dev/shm/portal-counts-x"), Path(f"/dev/shm/portal-counts-{'9' * 30}-x")]
    for other in others:
        other.mkdir(exist_ok=True)
    try:
        with gunicorn("tests.test_counting", port := free_port(), tmp_path / "log") as master:
            assert Server(port, master).ask() == 1
    finally:
        for other in others:
            other.rmdir()
