"""What is done to gunicorn; each tells the seconds that it took. Of several masters the last one serves."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path


def _children(master):
    return set(map(int, Path(f"/proc/{master}/task/{master}/children").read_text().split()))


def hang_up(masters):
    master = masters[-1]
    before, began = _children(master), time.monotonic()
    os.kill(master, signal.SIGHUP)
    while before & (now := _children(master)) or len(now) < len(before):
        time.sleep(0.02)
    return time.monotonic() - began


def take_over(masters):
    """Until the old master has gone."""
    began, old = time.monotonic(), masters[-1]
    os.kill(old, signal.SIGUSR2)
    while not (new := _begun_by(old)):
        time.sleep(0.02)
    masters += new
    while not _is_gone(old):
        time.sleep(0.02)
    return time.monotonic() - began


def _begun_by(master):
    """Unlike its workers, which are forks, a master that is to take over was told whose place it takes."""
    told = f"GUNICORN_PID={master}".encode()
    return [
        pid for pid in _children(master) if told in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    ]


def _is_gone(pid):
    """A child that nobody has waited for isn't there either."""
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "Z"


def kill_one(masters):
    """That it is gone is seen only after gunicorn has noticed."""
    master = masters[-1]
    before, began = _children(master), time.monotonic()
    killed = min(before)
    with suppress(ProcessLookupError):
        os.kill(killed, signal.SIGKILL)
    while killed in (now := _children(master)) or len(now) < len(before):
        time.sleep(0.02)
    return time.monotonic() - began
