"""The admin at another address: a portal of its own, since Django reads addresses once."""

import json
import os
import subprocess
import sys

import pytest

from tests.serving import ROOT

LOOK = """
import json
from django.test import Client
client = Client(headers={"host": "127.0.0.1"})
print(json.dumps({path: (answer.status_code, answer.text, dict(answer.headers)) for path in %s
    for answer in [client.get(path)]}))
"""
PATHS = (
    *("/newsroom/", "/newsroom/login/", "/ar/newsroom/login/", "/robots.txt"),
    *("/admin/", "/admin/login/", "/admin", "/ar/admin/login/"),
)


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    environment = {"ADMIN_PATH": "/newsroom", "VAR_DIR": str(tmp_path_factory.mktemp("var"))}
    environment |= {"SITE_URL": "http://127.0.0.1:8000", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    environment["DATABASE_URL"] = f"sqlite:///{environment['VAR_DIR']}/db.sqlite3"
    command = [sys.executable, "manage.py", "shell", "--verbosity", "0", "--command", LOOK % [*PATHS]]
    printed = subprocess.check_output(command, cwd=ROOT, env=os.environ | environment, text=True)
    return json.loads(printed)


def test_admin_is_found_at_its_address(answers):
    assert answers["/newsroom/"][2]["Location"] == "/newsroom/login/?next=/newsroom/"
    assert answers["/newsroom/login/"][0] == 200
    assert "csrfmiddlewaretoken" in answers["/newsroom/login/"][1]
    assert "trusted-types" not in answers["/newsroom/login/"][2]["Content-Security-Policy"]


def test_usual_address_is_like_any_that_leads_nowhere(answers):
    for path in ("/admin/", "/admin/login/", "/admin", "/ar/admin/login/"):
        status, text, _headers = answers[path]
        assert status == 404, path
        assert "newsroom" not in text, path


def test_nobody_is_told_of_it(answers):
    assert "newsroom" not in answers["/robots.txt"][1]
    assert "/admin/" not in answers["/robots.txt"][1]
