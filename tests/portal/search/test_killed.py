"""A process that is killed within a transaction: neither the database nor the index has any of it."""

import os
import signal
import subprocess
import sys

import pytest

from tests.serving import ROOT

MAKE = """
import os, signal
import django
django.setup()
from django.db import transaction
from organizations.models import Organization
from portal.index.models import DocumentRow, Name
Organization.objects.create(slug="kept", name_ar="الباقية", name_en="Kept", kind="company")
with transaction.atomic():
    Organization.objects.create(slug="lost", name_ar="الذاهبة", name_en="Lost", kind="company")
    assert Name.objects.filter(label_en="Lost").exists()
    assert len(set(DocumentRow.objects.filter(kind="organization").values_list("thing"))) == 2
    os.kill(os.getpid(), signal.SIGKILL)
"""
LOOK = """
import django
django.setup()
from portal.index.models import DocumentRow, Name
print(len(set(DocumentRow.objects.filter(kind="organization").values_list("thing"))))
print(*sorted(set(Name.objects.filter(kind="organization").values_list("label_en", flat=True))))
"""


@pytest.fixture
def run(tmp_path):
    """Run a process on a database of its own."""
    named = {"VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "portal.settings", "DEBUG": "true"}
    dropped = {"DATABASE_URL", "SEARCH_URL"}
    surroundings = {name: value for name, value in os.environ.items() if name not in dropped} | named

    def start(*arguments):
        command = [sys.executable, *arguments]
        return subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True)

    return start


def test_killed_process_leaves_the_index_in_step(run):
    assert run("manage.py", "migrate", "--verbosity=0").returncode == 0
    killed = run("-c", MAKE)
    assert killed.returncode == -signal.SIGKILL, killed.stderr

    assert run("-c", LOOK).stdout.split() == ["1", "Kept"]
    assert run("manage.py", "check_search").returncode == 0
