"""Where the processes of one server write down what they count, so that any of them can tell all of it.

gunicorn reads this file before Django is ready. Each master has a folder of its own, in memory where there is
any: on a disk that is full, a process that counts would be ended.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_SH, flock
from pathlib import Path

#: Read by prometheus_client.
VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
PREFIX = "portal-counts-"
NAME = re.compile(PREFIX + r"(\d{1,9})-\w+")
#: Stands for the number of a process in the names of files: of all those that have ended.
ENDED = "ended"


def open_folder(where: str | None) -> None:
    """For the master, before it reads the program. Read again (HUP), it keeps the one that it has."""
    if VARIABLE not in os.environ:
        _remove_forgotten(Path(where or tempfile.gettempdir()))
        os.environ[VARIABLE] = tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=where)


def close_folder() -> None:
    shutil.rmtree(os.environ[VARIABLE], ignore_errors=True)


def folder() -> Path | None:
    """None where one process is all there is: what it counts stays in it."""
    found = os.environ.get(VARIABLE)
    return Path(found) if found else None


def add_up_ended(pid: int) -> None:
    """What a process counted that has ended goes to that of the others: workers come and go for months."""
    with _locked(LOCK_EX):
        for file in folder().glob(f"*_{pid}.db"):
            _add(file, file.with_name(file.name.replace(f"_{pid}.", f"_{ENDED}.")))
            file.unlink()


def _add(file, sums):
    from prometheus_client.mmap_dict import MmapedDict  # noqa: PLC0415 -- reads VARIABLE as it is imported

    total = MmapedDict(str(sums))
    for key, value, _time, _place in MmapedDict.read_all_values_from_file(str(file)):
        total.write_value(key, total.read_value(key)[0] + value, 0.0)
    total.close()


@contextmanager
def held_still() -> Iterator[None]:
    """Nothing is counted twice, or not at all, because it is on its way to that of the ended."""
    with _locked(LOCK_SH):
        yield


@contextmanager
def _locked(how):
    with (folder() / "lock").open("a") as lock:
        flock(lock, how)
        yield


def _remove_forgotten(where):
    """Those of our masters that were killed. Anybody may make a folder there, of any name."""
    for left in where.glob(f"{PREFIX}*"):
        named = NAME.fullmatch(left.name)
        if named and left.lstat().st_uid == os.getuid() and not _is_alive(int(named[1])):
            shutil.rmtree(left, ignore_errors=True)


def _is_alive(pid):
    """As a process of ours: another's is no master that left a folder of ours."""
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    return True
