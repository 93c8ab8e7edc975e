"""Run gunicorn with the repository's own configuration, for the tests that need a real server."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
START_TIMEOUT = 30


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


@contextmanager
def gunicorn(application, port, log, **environment):
    """Serve ``application`` on ``port`` for the length of the block; the file ``log`` keeps its output.

    What it yields is the number of gunicorn's master process.
    """
    # Its script: as a module it couldn't start itself anew (USR2), for its own `http` hides Python's.
    command = [Path(sys.executable).with_name("gunicorn"), application]
    surroundings = os.environ | environment | {"PORT": str(port)}
    with log.open("w") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=output, stderr=output)
        try:
            _wait_until_listening(process, port, log)
            yield process.pid
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=START_TIMEOUT)


def _wait_until_listening(process, port, log):
    deadline = time.monotonic() + START_TIMEOUT
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"gunicorn did not start: {log.read_text()}")
