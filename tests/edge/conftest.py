"""The portal behind the real nginx and the real Varnish, with the configurations that ``deploy/`` holds."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass, field

import pytest

from tests.demo_site import Site, empty_site
from tests.serving import ROOT, free_port, gunicorn

from .programs import EDGES, PURGERS, find, running

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

PUBLIC, UNSEEN = f"{'0' * 32}.webp", f"{'1' * 32}.webp"
PICTURES = f"""
from django.contrib.auth import login
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import RequestFactory
from django.utils import timezone
from articles.models import Picture
from portal.accounts.models import User
from portal.accounts.sessions import SessionStore
for name, since in (("{PUBLIC}", timezone.now()), ("{UNSEEN}", None)):
    default_storage.save(name, ContentFile(b"picture"))
    Picture.objects.create(file=name, width=1, height=1, public_from=since)
request = RequestFactory().get("/")
request.session = SessionStore()
staff = User.objects.create_user("staff", is_staff=True)
login(request, staff, backend="django.contrib.auth.backends.ModelBackend")
request.session.save()
print(request.session.session_key)
"""


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


def portal_with_an_article(folder, url, **more):
    """What serves it needs to know, and the path of the article."""
    site = empty_site(url, folder, **more)
    return site, site.manage("shell", "--verbosity", "0", "--command", MAKE).strip()


@pytest.fixture(params=EDGES)
def edge(request, tmp_path):
    """The portal with one article, served by two processes, with its worker, behind one of the two."""
    command, program = EDGES[request.param]
    if not find(program):
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
