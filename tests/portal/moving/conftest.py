import os
import shutil
import subprocess
import sys
from contextlib import ExitStack, contextmanager, nullcontext
from unittest.mock import patch

import environ
import pytest
from django.conf import settings
from django.db import connections, transaction
from django.test import override_settings
from django.utils import translation

from articles.entity_linking.directory import forget
from portal.accounts.models import User
from portal.moving import exporting
from portal.moving.exporting import export_site
from tests import pg
from tests.factories import make_article, make_commitment, make_organization, make_partnership
from tests.portal.moving.whole_portal import make_picture
from tests.serving import ROOT


@pytest.fixture(scope="session")
def other(django_db_setup, django_db_blocker, tmp_path_factory):
    """The alias of a migrated database of the other kind."""
    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        if connections["default"].vendor == "sqlite":
            url = stack.enter_context(pg.running_server()).replace("/portal?", "/postgres?")
        else:
            url = f"sqlite:///{tmp_path_factory.mktemp('other') / 'db.sqlite3'}"
        stack.enter_context(_known_as("other", url))
        _migrate(url)
        yield "other"


@pytest.fixture(scope="session")
def small_export(django_db_setup, django_db_blocker, tmp_path_factory):
    """The export of a small portal, which is gone: the database is as migrations leave it."""
    with (
        django_db_blocker.unblock(),
        # Inside a transaction that asked its first question already.
        patch.object(exporting, "one_state", lambda using: nullcontext()),
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")),
        translation.override(settings.LANGUAGE_CODE),
        transaction.atomic(),
    ):
        forget()
        User.objects.create_user("chief", password="a password of many words")
        body = make_organization()
        make_commitment(make_partnership(body), target_value=3)
        make_article(organizations=[body], picture=make_picture((400, 300)))
        folder = tmp_path_factory.mktemp("small") / "export"
        export_site(folder)
        transaction.set_rollback(True)
    return folder


@pytest.fixture
def moved(small_export, db, settings, tmp_path):
    """A copy of the small portal's export, to be damaged."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return shutil.copytree(small_export, tmp_path / "export")


def _migrate(url):
    """In a process of its own, where it is the portal's only database: migrations fill that one."""
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "portal.settings"}
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


@contextmanager
def _known_as(alias, url):
    plain = {"OPTIONS": {}, "TEST": connections["default"].settings_dict["TEST"], "CONN_MAX_AGE": 0}
    connections.settings[alias] = connections.settings["default"] | plain | environ.Env.db_url_config(url)
    try:
        yield
    finally:
        connections[alias].close()
        del connections[alias], connections.settings[alias]
