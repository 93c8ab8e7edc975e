"""nginx and Varnish with the configurations that ``deploy/`` holds, on ports that are free here."""

import os
import re
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager

from tests.serving import ROOT

PURGERS = {"varnish": "http://127.0.0.1:{port}/"}


@contextmanager
def running(command, port, log):
    """A program that listens on ``port``, ended with the block. What it yields is its process's number."""
    with log.open("w") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)
        try:
            for _ in range(200):
                if process.poll() is not None:
                    raise RuntimeError(log.read_text())
                try:
                    socket.create_connection(("127.0.0.1", port), timeout=1).close()
                    break
                except OSError:
                    time.sleep(0.05)
            yield process.pid
        finally:
            process.terminate()
            process.wait(timeout=20)


def varnish(folder, portal, port):
    text = (ROOT / "deploy/varnish.vcl").read_text()
    (folder / "varnish.vcl").write_text(_with(text, '.port = "8000"', f'.port = "{portal}"'))
    files = ["-n", str(folder / "varnish"), "-f", str(folder / "varnish.vcl")]
    return ["varnishd", "-F", "-j", "none", *files, "-a", f"127.0.0.1:{port}", "-s", "malloc,32m"]


def nginx(folder, portal, port, of_a_client=4096):
    """All who ask here do so from one address; ``of_a_client`` says how many of them at a time."""
    text = (ROOT / "deploy/nginx.conf").read_text()
    for old, new in {
        "127.0.0.1:8000": f"127.0.0.1:{portal}",
        "127.0.0.1:8080": f"127.0.0.1:{port}",
        "/var/lib/nginx/portal": str(folder / "kept"),
        "limit_conn client 64;": f"limit_conn client {of_a_client};",
    }.items():
        text = _with(text, old, new)
    (folder / "nginx.conf").write_text(text)
    owner = "user root; " if os.getuid() == 0 else ""
    more = f"{owner}daemon off; pid {folder / 'nginx.pid'}; error_log {folder / 'nginx.log'};"
    return ["nginx", "-c", str(folder / "nginx.conf"), "-g", more]


def _with(text, old, new):
    assert old in text
    return re.sub(re.escape(old), new, text)


EDGES = {"nginx": (nginx, "nginx"), "varnish": (varnish, "varnishd")}


def find(program):
    return shutil.which(program) or shutil.which(program, path="/usr/sbin:/sbin")
