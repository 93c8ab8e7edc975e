"""The description is true: schemathesis asks the running server whatever may and may not be asked."""

import subprocess
import sys
from pathlib import Path

import pytest

from articles import workflow
from portal.search import api as search
from tests.factories import make_article, make_author, make_correction, make_person, make_picture
from tests.organizations.partnerships.rich_ledger import REASON, make_directory, make_ledger

CONFIG = Path(__file__).with_name("schemathesis.toml")


@pytest.fixture
def portal():
    """Something of every shape that there is, redacted and withdrawn things among them."""
    make_directory()
    entry = make_ledger()
    about = {"author": make_author(), "organizations": entry.organizations.all(), "partnerships": [entry]}
    article = make_article(picture=make_picture(alt_en="A tower"), **about)
    article.person_mentions.create(person=make_person())
    make_correction(article, "ar")
    workflow.withdraw(make_article("ar"), "ar", by=None, reason=REASON["note_en"])


@pytest.mark.django_db(transaction=True)
def test_description_is_true(portal, live_server, client, settings, tmp_path, monkeypatch):
    settings.SITE_URL = live_server.url
    # How fast a search is, other tests say.
    monkeypatch.setattr(search, "PAGE_SECONDS", 60)
    client.get("/api/v1/openapi.json")  # the first of a process is slow
    command = [Path(sys.executable).with_name("st"), "--config-file", CONFIG, "run"]
    command += [f"{live_server.url}/api/v1/openapi.json", "--checks", "all", "--mode", "all"]
    command += ["--request-timeout", "60"]
    command += ["--max-examples", "3", "--generation-deterministic", "--continue-on-failure", "--no-color"]

    asked = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert asked.returncode == 0, asked.stdout[-20_000:]
