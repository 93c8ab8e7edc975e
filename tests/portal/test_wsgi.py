import os
import subprocess
import sys

from tests.serving import ROOT

LOOK = """
import sys
from django.db import connections
from portal.wsgi import application
print([one.alias for one in connections.all(initialized_only=True) if one.connection])
print("portal.urls" in sys.modules)
"""


def test_program_is_read_whole_and_without_a_connection_that_workers_would_share():
    surroundings = os.environ | {"SITE_URL": "http://127.0.0.1:8000"}
    printed = subprocess.check_output([sys.executable, "-c", LOOK], cwd=ROOT, env=surroundings, text=True)

    assert printed.splitlines() == ["[]", "True"]
