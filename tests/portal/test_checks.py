from io import StringIO

import pytest
from django.core.checks import Tags, run_checks
from django.core.management import call_command
from django.db import connections

from articles.models import Article
from portal import checks
from portal.checks import entries_of_feeds_are_named_for_good, site_url_is_public
from portal.index import Kind
from portal.index.engine import TookTooLong
from portal.index.engines.database import DatabaseEngine
from portal.index.models import Name
from tests.factories import make_article, make_organization


def _ids(**arguments):
    return [message.id for message in checks.no_demonstration_is_deployed(app_configs=None, **arguments)]


def test_site_url_must_be_https(settings):
    settings.SITE_URL = "http://portal.example"
    assert [message.id for message in site_url_is_public(None)] == ["portal.E002"]

    settings.SITE_URL = "https://portal.example"
    assert site_url_is_public(None) == []


def test_entries_of_feeds_need_a_name_for_good(settings):
    for authority in ("portal.invalid,2026", "", "https://portal.example,2026"):
        settings.TAG_AUTHORITY = authority
        assert [message.id for message in entries_of_feeds_are_named_for_good(None)] == ["portal.E006"]

    settings.TAG_AUTHORITY = "portal.example,2026"
    assert entries_of_feeds_are_named_for_good(None) == []


@pytest.mark.django_db
def test_deployed_demonstration_is_warned_about():
    make_article("ar")
    assert _ids(databases=["default"]) == []

    make_organization(is_demo=True)
    assert _ids(databases=["default"]) == ["portal.W003"]


@pytest.mark.django_db
def test_demonstration_is_warned_about_by_check_deploy_alone():
    make_organization(is_demo=True)

    def found(**arguments):
        return [message.id for message in run_checks(tags=[Tags.database], **arguments)]

    assert "portal.W003" in found(include_deployment_checks=True, databases=["default"])
    assert "portal.W003" not in found(databases=["default"])


def test_check_of_no_database_asks_none():
    """Without the mark of pytest-django a query is an error."""
    assert _ids(databases=None) == []


@pytest.mark.django_db
def test_check_of_an_empty_database_finds_nothing(monkeypatch):
    make_organization(is_demo=True)
    monkeypatch.setattr(connections["default"].introspection, "table_names", lambda *arguments: [])

    assert _ids(databases=["default"]) == []


@pytest.mark.django_db
def test_index_that_was_never_built_is_warned_about(indexed):
    def found(**arguments):
        messages = checks.search_index_is_built(app_configs=None, **arguments)
        return [message.id for message in messages]

    assert found(databases=["default"]) == []

    make_article(organizations=[make_organization()])
    assert found(databases=["default"]) == []

    Name.objects.all().delete()
    assert found(databases=["default"]) == ["portal.W004"]
    assert found() == []

    call_command("rebuild_search", missing=True, verbosity=0, stdout=StringIO())
    assert found(databases=["default"]) == []

    DatabaseEngine().forget(Kind.ARTICLE, [Article.objects.get().pk])
    assert found(databases=["default"]) == ["portal.W004"]


@pytest.mark.django_db
def test_search_server_that_is_away_is_warned_about(monkeypatch):
    def refuse():
        raise TookTooLong

    monkeypatch.setattr(checks, "is_built", refuse)
    found = checks.search_index_is_built(app_configs=None, databases=["default"])
    assert [message.id for message in found] == ["portal.W005"]
