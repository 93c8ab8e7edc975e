"""Misconfiguration is found at start-up, each kind with its id and its remedy."""

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.db import DEFAULT_DB_ALIAS, connections

from portal.bilingual.languages import LANGUAGES
from portal.feeds.names import AUTHORITY, NOBODYS
from portal.index.engine import TookTooLong
from portal.index.models import Name
from portal.search.rebuilding import is_built


@checks.register
def languages_are_arabic_and_english(app_configs, **kwargs):
    if tuple(code for code, _name in settings.LANGUAGES) == LANGUAGES:
        return []
    return [
        checks.Error(
            "LANGUAGES must be Arabic and English, in this order.",
            hint="The columns, slugs and addresses exist for ar and en only.",
            id="portal.E001",
        )
    ]


@checks.register(checks.Tags.security, deploy=True)
def site_url_is_public(app_configs, **kwargs):
    if settings.SITE_URL.startswith("https://"):
        return []
    return [
        checks.Error(
            "SITE_URL is not an https address.",
            hint="Set SITE_URL=https://your.domain; canonical links, cookies and HSTS follow it.",
            id="portal.E002",
        )
    ]


@checks.register(checks.Tags.security, deploy=True)
def entries_of_feeds_are_named_for_good(app_configs, **kwargs):
    authority = settings.TAG_AUTHORITY
    if authority != NOBODYS and AUTHORITY.fullmatch(authority):
        return []
    return [
        checks.Error(
            "TAG_AUTHORITY doesn’t say after whom the entries of feeds are named.",
            hint="Set TAG_AUTHORITY=your.domain,2026 once; every feed reader keeps these names.",
            id="portal.E006",
        )
    ]


@checks.register(checks.Tags.database, deploy=True)
def no_demonstration_is_deployed(app_configs, databases=None, **kwargs):
    """Asks only the databases that the command names: ``check --deploy --database default``."""
    held = [alias for alias in databases or () if _holds_demonstration(alias)]
    return [
        checks.Warning(
            f"The database “{alias}” holds records of the demonstration.",
            hint="Run “manage.py remove_demo” before readers come.",
            id="portal.W003",
        )
        for alias in held
    ]


@checks.register(checks.Tags.database, deploy=True)
def search_index_is_built(app_configs, databases=None, **kwargs):
    """Asks the database that keeps the articles, where the command names it and it has been migrated."""
    if DEFAULT_DB_ALIAS not in (databases or ()) or not _has_index():
        return []
    try:
        if is_built():
            return []
    except TookTooLong:
        return [checks.Warning("The search server doesn’t answer.", hint="See SEARCH_URL.", id="portal.W005")]
    return [
        checks.Warning(
            "The search index was never built, or not to its end: searches miss what it lacks.",
            hint="Run “manage.py rebuild_search --missing”; the portal may be in use meanwhile.",
            id="portal.W004",
        )
    ]


def _has_index():
    return Name._meta.db_table in connections[DEFAULT_DB_ALIAS].introspection.table_names()


def _holds_demonstration(alias):
    """Whether any row is marked; a database that waits for its first ``migrate`` has none."""
    tables = set(connections[alias].introspection.table_names())
    marked = [model for model in apps.get_models() if hasattr(model, "is_demo")]
    return any(
        model.objects.using(alias).filter(is_demo=True).exists()
        for model in marked
        if model._meta.db_table in tables
    )
