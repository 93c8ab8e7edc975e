"""How long until a server that was just started has answered its first page, beside a bare ``startproject``.

``make bench`` runs it; both are served by gunicorn with the same configuration, in turns. The answer is 1
where the portal's median is over a limit (issue 9).
"""

import argparse
import os
import socket
import statistics
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tqdm import tqdm

from benchmarks.served import STOCK, request_for
from benchmarks.tables import tell
from tests.serving import ROOT, free_port

SECONDS, TIMES = 1.3, 4
PATIENCE = 60


@dataclass(frozen=True)
class Start:
    """Seconds on the clock until the first answer had come, and of the processor until all had ended."""

    clock: float
    processor: float


def start(application: str, folder: Path, path: str, **environment) -> Start:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "gunicorn.conf.py"), application]
    # Python keeps compiled modules, as it does wherever a portal is installed.
    surroundings = os.environ | {"PORT": str(port)} | environment
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=surroundings, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        answer = _ask(port, path)
        took = time.perf_counter() - began
    finally:
        process.terminate()
        _pid, process.returncode, used = os.wait4(process.pid, 0)
    if not answer.startswith(b"HTTP/1.1 200"):
        sys.exit(f"{application} answered {answer[:200]!r}")
    return Start(took, used.ru_utime + used.ru_stime)


def _ask(port, path):
    with closing(_connected(port)) as line, line.makefile("rb") as answer:
        line.sendall(request_for(port, path))
        return answer.read()


def _connected(port):
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        except ConnectionRefusedError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.002)


def measure(rounds: int) -> tuple[list[Start], list[Start]]:
    """Starts of the portal and of a bare project; a first of each compiles the modules."""
    portal, bare = [], []
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "django", "startproject", "bare", folder]
        subprocess.run(command, env=os.environ | {"DJANGO_SETTINGS_MODULE": ""}, check=True)  # noqa: S603
        for _ in tqdm(range(rounds + 1), desc="Starting", unit=" rounds", disable=None):
            portal.append(start("portal.wsgi", ROOT, "/ar/"))
            bare.append(start("bare.wsgi", Path(folder), "/", **STOCK))
    return portal[1:], bare[1:]


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    portal, bare = measure(parser.parse_args().rounds)
    (clock, processor), (bare_clock, bare_processor) = map(_medians, (portal, bare))
    ratio = clock / bare_clock
    table = [
        ("portal", clock, SECONDS, processor, "over" if clock > SECONDS else ""),
        ("bare project", bare_clock, None, bare_processor, ""),
        (
            "portal, of the bare project",
            ratio,
            TIMES,
            processor / bare_processor,
            "over" if ratio > TIMES else "",
        ),
    ]
    title = "From a cold start to the first page, seconds"
    tell("start", title, ("", "clock", "limit", "processor", ""), table)
    return int(any(row[-1] for row in table))


def _medians(starts):
    return (statistics.median(getattr(one, name) for one in starts) for name in ("clock", "processor"))


if __name__ == "__main__":
    os.environ.setdefault("SITE_URL", "http://127.0.0.1:8000")
    sys.exit(main())
