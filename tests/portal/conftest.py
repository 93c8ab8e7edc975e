from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client, override_settings
from django.utils import translation
from PIL import Image

from articles.entity_linking.directory import forget
from portal import sitemaps
from portal.accounts.models import User
from portal.demo import stories
from portal.sitemap_files import file_name
from tests.portal.crawling import crawl

SITEMAPS = [f"/{file_name(name, 1)}" for name in sitemaps.SITEMAPS]


@pytest.fixture
def desk():
    """The browser of somebody who may do everything. A fault is an answer here, not an exception."""
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("chief"))
    return client


@pytest.fixture(scope="session")
def pages(django_db_setup, django_db_blocker, tmp_path_factory):
    """The demonstration crawled from both front pages, once for all tests: ``{path: Seen}``.

    It is taken back as soon as it has been crawled: nothing is left for other tests to see.
    """
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")),
        translation.override(settings.LANGUAGE_CODE),
        transaction.atomic(),
    ):
        patch.setattr(stories, "draw_cover", _draw_plain)
        forget()
        call_command("load_demo", verbosity=0, stdout=StringIO())
        found = crawl(Client(), "/ar/", "/en/", "/api/v1/docs", *SITEMAPS)
        transaction.set_rollback(True)
    return found


def _draw_plain(topic, seed, nodes, *, night=False):
    """A plain picture in place of a cover: what covers look like is tested elsewhere."""
    return Image.new("RGB", (16, 9), (nodes, len(seed), 200 if night else 100))
