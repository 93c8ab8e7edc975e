"""A PostgreSQL that can be killed and begun again; unlike the suite's it keeps what it has said it keeps."""

import atexit
import os
import random
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

import psycopg

from tests import pg

START_SECONDS = 30


class Database:
    def __init__(self, folder: Path):
        self.run = folder / "run"
        self._account = pg._account()
        self._binaries = pg._readable(pg.find_binaries(), folder, self._account)
        self._log = (folder / "log").open("w")
        self.run.mkdir(mode=0o755)
        if self._account:
            folder.chmod(0o755)
            shutil.chown(self.run, self._account.pw_uid, self._account.pw_gid)
        pg._initialise(self._binaries, self.run, self._account)
        self._process = None

    @property
    def socket(self) -> str:
        return f"{self.run}/.s.PGSQL.5432"

    @property
    def url(self) -> str:
        return f"postgres://postgres@/portal?host={self.run}"

    def start(self) -> None:
        """What was killed may still hold its memory for a moment."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                self._process = self._begin()
            if self.is_ready():
                return
            time.sleep(0.05)
        raise RuntimeError(f"PostgreSQL did not start: {self._log.name}")

    def _begin(self):
        command = [self._binaries / "postgres", "-D", self.run / "data", "-k", self.run]
        # A process is killed, not the machine: what was handed to the kernel is there afterwards.
        command += ["-c", "listen_addresses=", "-c", "fsync=off"]
        surroundings = pg._as(self._account, self.run)
        return subprocess.Popen(command, **surroundings, stdout=self._log, stderr=self._log)

    def is_ready(self) -> bool:
        try:
            self.connect("postgres").close()
        except psycopg.OperationalError:
            return False
        return True

    def connect(self, name="portal"):
        return psycopg.connect(host=str(self.run), user="postgres", dbname=name, autocommit=True)

    def kill(self) -> None:
        """Without a chance to put anything in order."""
        self._process.kill()
        self._process.wait()

    def kill_backend(self) -> None:
        """One that is killed makes the server cut off all others and recover."""
        with self.connect("postgres") as connection:
            rows = connection.execute("SELECT pid FROM pg_stat_activity WHERE datname = 'portal'").fetchall()
        with suppress(ProcessLookupError, IndexError):  # none is there, or it has ended since
            os.kill(random.choice(rows)[0], signal.SIGKILL)

    def end(self) -> None:
        """Nothing in it outlives the fault."""
        if self._process:
            self._process.kill()
            self._process.wait()
        self._log.close()


@cache
def running_database() -> Database:
    """One for all faults of a run: to fill it takes longer than most of them."""
    # Not TMPDIR: a socket's path may not be longer than 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="portal-faults-", dir="/tmp"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # its children take a moment to notice
    database = Database(folder)
    atexit.register(database.end)
    database.start()
    with database.connect("postgres") as connection:
        connection.execute("CREATE DATABASE portal")
    return database
