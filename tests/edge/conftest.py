"""The portal behind the real nginx and the real Varnish, with the configurations that ``deploy/`` holds."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

import pytest

from tests.demo_site import Site
from tests.serving import ROOT, free_port, gunicorn

HEADLINE, NEWER = "خبرقديمفريد", "خبرجديدفريد"
MAKE = f"""
from tests.factories import make_article
print(make_article("ar", texts={{"ar": {{"headline": "{HEADLINE}", "slug": "s"}}}}).url_in("ar"))
"""
CHANGE = f"""
from articles.models import Article
from articles.workflow import publish
from tests.factories import make_draft
publish(make_draft(Article.objects.get(), "ar", headline="{NEWER}", slug="s"), by=None)
"""
PURGERS = {"varnish": "http://127.0.0.1:{port}/"}


@dataclass
class Behind:
    """The portal and what stands in front of it. ``page`` is the path of an article."""

    name: str
    url: str
    site: Site
    page: str
    _portal: ExitStack = field(default_factory=ExitStack)

    def get(self, path, **headers):
        """Status, headers by their small names, and text."""
        request = urllib.request.Request(self.url + path, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as response:
                return response.status, _small(response.headers), response.read().decode(errors="replace")
        except urllib.error.HTTPError as error:
            return error.code, _small(error.headers), error.read().decode(errors="replace")

    def wait_for(self, path, words, seconds=20):
        """All texts up to the first that holds these words."""
        deadline, seen = time.monotonic() + seconds, []
        while time.monotonic() < deadline:
            seen.append(self.get(path)[2])
            if words in seen[-1]:
                return seen
            time.sleep(0.05)
        raise AssertionError(f"{path} never showed {words}")

    def stop_portal(self):
        self._portal.close()


def _small(headers):
    return {name.lower(): value for name, value in headers.items()}


@contextmanager
def running(command, port, log):
    """A program that listens on ``port``, ended with the block."""
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
            yield
        finally:
            process.terminate()
            process.wait(timeout=20)


def varnish(folder, portal, port):
    text = (ROOT / "deploy/varnish.vcl").read_text()
    (folder / "varnish.vcl").write_text(_with(text, '.port = "8000"', f'.port = "{portal}"'))
    files = ["-n", str(folder / "varnish"), "-f", str(folder / "varnish.vcl")]
    return ["varnishd", "-F", "-j", "none", *files, "-a", f"127.0.0.1:{port}", "-s", "malloc,32m"]


def nginx(folder, portal, port):
    text = (ROOT / "deploy/nginx.conf").read_text()
    for old, new in {
        "127.0.0.1:8000": f"127.0.0.1:{portal}",
        "127.0.0.1:8080": f"127.0.0.1:{port}",
        "/var/lib/nginx/portal": str(folder / "kept"),
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


def portal_with_an_article(folder, url, **more):
    """What serves it needs to know, and the path of the article."""
    environment = {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DEBUG": "false",
        "SITE_URL": url,
        "VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
    }
    site = Site(url, environment | more)
    site.manage("migrate", "--verbosity", "0")
    site.manage("collectstatic", "--noinput", "--verbosity", "0")
    return site, site.manage("shell", "--verbosity", "0", "--command", MAKE).strip()


@pytest.fixture(params=EDGES)
def edge(request, tmp_path):
    """The portal with one article, served by two processes, with its worker, behind one of the two."""
    command, program = EDGES[request.param]
    if not _find(program):
        pytest.skip(f"{program} isn't installed (Debian: nginx-light, varnish, varnish-modules)")
    portal, port = free_port(), free_port()
    url = f"http://127.0.0.1:{port}"
    more = {"BEHIND_PROXY": "true", "EDGES": PURGERS.get(request.param, "").format(port=port)}
    site, page = portal_with_an_article(tmp_path, url, **more)
    environment = site.environment
    worker = [sys.executable, str(ROOT / "manage.py"), "work"]
    with ExitStack() as stack:
        behind = Behind(request.param, url, site, page)
        behind._portal.enter_context(gunicorn("portal.wsgi", portal, tmp_path / "portal.log", **environment))
        stack.callback(behind.stop_portal)
        log = stack.enter_context((tmp_path / "work.log").open("w"))
        process = subprocess.Popen(worker, cwd=ROOT, env=os.environ | environment, stdout=log, stderr=log)
        stack.callback(process.wait, timeout=20)
        stack.callback(process.terminate)
        stack.enter_context(running(command(tmp_path, portal, port), port, tmp_path / "edge.log"))
        behind.wait_for("/health/live/", "up")
        yield behind


def _find(program):
    return shutil.which(program) or shutil.which(program, path="/usr/sbin:/sbin")
