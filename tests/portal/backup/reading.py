"""Every row of every table, read past the portal's models; and what a manifest says."""

import json

from django.db import connections

#: A restore notes in it that pages are to be made anew.
NOTED = "page_cache_change"


def everything(using="default"):
    tables = connections[using].introspection.table_names()
    return {table: _rows(table, using) for table in tables if table != NOTED}


def _rows(table, using):
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connections[using].ops.quote_name(table)}")  # noqa: S608 -- tables
        names = [column[0] for column in cursor.description]
        return names, sorted(repr([_plain(value) for value in row]) for row in cursor.fetchall())


def _plain(value):
    return bytes(value) if isinstance(value, memoryview) else value


def read(folder):
    return json.loads((folder / "manifest.json").read_text())


def alter(folder, **told):
    (folder / "manifest.json").write_text(json.dumps(read(folder) | told))
