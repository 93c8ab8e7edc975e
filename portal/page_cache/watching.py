"""Every change of what readers see is noted in the transaction that makes it, whoever makes it.

Verbs, forms, ``update``, ``bulk_create``, importers and commands all end in a statement of SQL, and there it
is seen: nobody who writes can forget the cache, and a crash loses neither of the two. Only a process that
changes the tables past Django, or rows past its own connection, isn't seen.
"""

import re
from functools import cache
from itertools import chain

from django.apps import apps
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

from .bell import ring
from .models import Change

APPS = ("articles", "organizations", "partnerships", "pages", "index")
#: What only editors see: to write there changes no page.
UNSEEN = frozenset(
    {
        *("articles.Autosave", "articles.ImportedItem", "articles.LogEntry", "articles.Presence"),
        *("articles.Preview", "articles.Revision"),
    }
)
_WRITES = re.compile(
    r"\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?)\s+"
    r"[\"`]?(\w+)",
    re.IGNORECASE,
)
_state = {"is_migrating": False}


def connect():
    connection_created.connect(_watch, dispatch_uid="page_cache.watch")
    pre_migrate.connect(_pause, dispatch_uid="page_cache.pause")
    post_migrate.connect(_resume, dispatch_uid="page_cache.resume")


@cache
def seen_tables() -> frozenset[str]:
    """The tables whose rows readers may see, those between two models included."""
    seen = (apps.get_app_config(label).get_models(include_auto_created=True) for label in APPS)
    return frozenset(model._meta.db_table for model in chain(*seen) if model._meta.label not in UNSEEN)


def note(connection) -> None:
    """Note a change in the transaction that is open, past Django's cursor: it is no query of the caller's."""
    table = connection.ops.quote_name(Change._meta.db_table)
    connection.connection.execute(f"INSERT INTO {table} (made_at) VALUES (CURRENT_TIMESTAMP)")  # noqa: S608
    if settings.PAGE_CACHE and not _is_to_ring(connection):
        connection.on_commit(ring)


def _is_to_ring(connection):
    return bool(connection.run_on_commit) and connection.run_on_commit[-1][1] is ring


def _watch(connection, **more):
    if connection.alias == DEFAULT_DB_ALIAS and _note_writes not in connection.execute_wrappers:
        connection.execute_wrappers.append(_note_writes)


def _note_writes(execute, sql, params, many, context):
    result = execute(sql, params, many, context)
    write = _WRITES.match(sql) if isinstance(sql, str) else None
    if write and write[1] in seen_tables() and not _state["is_migrating"]:
        note(context["connection"])
    return result


def _pause(**more):
    """Migrations may write before there is anything to note it in."""
    _state["is_migrating"] = True


def _resume(using, **more):
    _state["is_migrating"] = False
    if using == DEFAULT_DB_ALIAS:
        Change.objects.create()
