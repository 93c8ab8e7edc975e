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
from pathlib import Path
from tempfile import TemporaryDirectory

from tqdm import tqdm

from benchmarks.served import request_for
from benchmarks.tables import tell
from tests.serving import ROOT, free_port

SECONDS, TIMES = 1.3, 4
PATIENCE = 30


def first_page(application: str, folder: Path, path: str) -> float:
    """Seconds from the start of the program to the end of its first answer."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-c", str(ROOT / "gunicorn.conf.py"), application]
    began = time.perf_counter()
    surroundings = os.environ | {"PORT": str(port)}
    process = subprocess.Popen(command, cwd=folder, env=surroundings, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        answer = _ask(port, path)
        took = time.perf_counter() - began
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)
    if not answer.startswith(b"HTTP/1.1 200"):
        sys.exit(f"{application} answered {answer[:200]!r}")
    return took


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


def measure(rounds: int) -> tuple[float, float]:
    """The medians of the portal and of a bare project; the first round only warms the disk."""
    with TemporaryDirectory() as folder:
        start = [sys.executable, "-m", "django", "startproject", "bare", folder]
        subprocess.run(start, env=os.environ | {"DJANGO_SETTINGS_MODULE": ""}, check=True)  # noqa: S603
        portal, bare = [], []
        for _ in tqdm(range(rounds + 1), desc="Starting", unit=" rounds", disable=None):
            portal.append(first_page("portal.wsgi", ROOT, "/ar/"))
            bare.append(first_page("bare.wsgi", Path(folder), "/"))
    return statistics.median(portal[1:]), statistics.median(bare[1:])


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=7)
    portal, bare = measure(parser.parse_args().rounds)
    table = [
        ("portal", portal, SECONDS, "over" if portal > SECONDS else ""),
        ("bare project", bare, None, ""),
        ("portal, of the bare project", portal / bare, TIMES, "over" if portal > TIMES * bare else ""),
    ]
    tell("start", "From a cold start to the first page, seconds", ("", "median", "limit", ""), table)
    return int(any(row[-1] for row in table))


if __name__ == "__main__":
    os.environ.setdefault("SITE_URL", "http://127.0.0.1:8000")
    sys.exit(main())
