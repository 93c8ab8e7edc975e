"""PostgreSQL's own programs. The password reaches them by the environment: no list of processes has it."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.db import connections
from psycopg.conninfo import make_conninfo

from portal.moving.folder import BLOCK, write_private
from portal.moving.progress import Track

from .failures import CannotBackUp

FILE = "database.pgdump"
#: The programs may be older than psycopg, and refuse options that they don't know.
ADDRESS = (
    *("service", "host", "port", "dbname", "user", "passfile"),
    *("sslmode", "sslrootcert", "sslcert", "sslkey"),
)
DUMP = ("--format=custom", "--no-owner", "--no-privileges")
SCRIPT = ("--file=-", "--no-owner", "--no-privileges")
#: Somebody who doesn't end their transaction would keep the tables; better an error than a portal that waits.
BEGIN = b"BEGIN;\nSET LOCAL lock_timeout = '20s';\n"
#: A dump has no statistics, and without them plans are bad.
END = b"\nANALYZE;\nCOMMIT;\n"


def dump(target: Path, using: str, track: Track) -> None:
    """Copy what the open transaction sees."""
    with connections[using].cursor() as cursor:
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
    ask = ("--no-password", f"--snapshot={snapshot}", f"--dbname={_address(using)}")
    with (
        write_private(target) as file,
        _running("pg_dump", *DUMP, *ask, using=using, stdout=subprocess.PIPE) as process,
    ):
        for block in track(_blocks(process.stdout), "database", None):
            file.write(block)


def load(source: Path, using: str, track: Track) -> None:
    """One transaction: until it ends, and if it doesn't, everybody sees what was there before."""
    ask = ("--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1", f"--dbname={_address(using)}")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL}
    with _running("psql", *ask, using=using, **pipes) as psql:
        psql.stdin.write(BEGIN + _drop_tables(using))
        with _running("pg_restore", *SCRIPT, str(source), stdout=subprocess.PIPE) as script:
            for block in track(_blocks(script.stdout), "database", None):
                psql.stdin.write(block)
        psql.stdin.write(END)


def _drop_tables(using):
    connection = connections[using]
    names = map(connection.ops.quote_name, connection.introspection.table_names())
    return "".join(f"DROP TABLE {name} CASCADE;\n" for name in names).encode()


def _address(using):
    """Where the portal's connections lead to, however it was told; without the password."""
    told = connections[using].get_connection_params()
    return make_conninfo(**{name: told[name] for name in ADDRESS if told.get(name)})


def _blocks(stream):
    return iter(partial(stream.read, BLOCK), b"")


@contextmanager
def _running(program: str, *arguments: str, using: str | None = None, **pipes) -> Iterator[subprocess.Popen]:
    """The program while it runs; raises CannotBackUp with its own words unless it ends well."""
    command, environment = [_found(program), *arguments], dict(os.environ)
    if using and (password := connections[using].settings_dict["PASSWORD"]):
        environment["PGPASSWORD"] = password
    with tempfile.TemporaryFile() as complaints:
        # Unbuffered: closing a pipe that is broken must not hide what went wrong before.
        pipes |= {"env": environment, "stderr": complaints, "bufsize": 0}
        try:
            with subprocess.Popen(command, **pipes) as process:  # noqa: S603 -- no shell, and what it says is ours
                yield from _killed_on_failure(process)
        except BrokenPipeError:
            if process.stdin is None:
                raise  # somebody else's; this one ended early, and has told why
        if process.returncode:
            complaints.seek(0)
            raise CannotBackUp(f"{program}: {complaints.read(2_000).decode(errors='replace').strip()}")


def _killed_on_failure(process):
    try:
        yield process
    except BrokenPipeError:
        raise
    except BaseException:
        process.kill()
        raise


def _found(program):
    path = shutil.which(program)
    if path is None:
        raise CannotBackUp(
            f"{program} isn’t on this machine. Install PostgreSQL’s client programs, of the server’s version "
            "or later (Debian: apt install postgresql-client)."
        )
    return path
