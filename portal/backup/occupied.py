"""Whether there is anything in a database that somebody may miss."""

from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from portal.moving.statement import BROUGHT_BY_MIGRATIONS, model_of

#: What “migrate” leaves in a new database; and the search index, which is made of what is in other tables.
NOBODYS = ("contenttypes.ContentType", "auth.Permission", "page_cache.Change", *BROUGHT_BY_MIGRATIONS)
INDEX = "index_"


def occupied_tables(using: str) -> list[str]:
    """The tables with rows; those of other programs too."""
    nobodys = {model_of(label)._meta.db_table for label in NOBODYS}
    nobodys.add(MigrationRecorder.Migration._meta.db_table)
    tables = [name for name in connections[using].introspection.table_names() if name not in nobodys]
    return [name for name in tables if not name.startswith(INDEX) and _has_rows(name, using)]


def _has_rows(table, using):
    with connections[using].cursor() as cursor:
        name = connections[using].ops.quote_name(table)
        cursor.execute(f"SELECT 1 FROM {name} LIMIT 1")  # noqa: S608 -- a quoted name, from the database
        return cursor.fetchone() is not None
