import pytest
from django.core.checks import Tags, run_checks
from django.db import connections

from portal import checks
from portal.checks import site_url_is_public
from tests.factories import make_article, make_organization


def _ids(**arguments):
    return [message.id for message in checks.no_demonstration_is_deployed(app_configs=None, **arguments)]


def test_site_url_must_be_https(settings):
    settings.SITE_URL = "http://portal.example"
    assert [message.id for message in site_url_is_public(None)] == ["portal.E002"]

    settings.SITE_URL = "https://portal.example"
    assert site_url_is_public(None) == []


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
