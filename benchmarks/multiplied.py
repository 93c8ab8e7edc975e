"""A made archive, many times over: rows copied by the database, as a million articles aren't made in minutes.

Run ``python -m benchmarks.multiplied --articles 1000000`` on an archive of ``make_load``; DATABASE_URL
chooses the database. Copies have the times of their originals, the order of their numbers, and no revisions.
On PostgreSQL the search finds them too; SQLite's full-text tables can't be copied row by row.
"""

import argparse
import os
import sys
from contextlib import contextmanager

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.core.management.color import no_style  # noqa: E402 -- the settings come first
from django.db import connection, transaction  # noqa: E402
from django.db.models import Max  # noqa: E402
from tqdm import tqdm  # noqa: E402

from articles.models import (  # noqa: E402
    Article,
    Byline,
    OrganizationMention,
    PartnershipMention,
    PersonMention,
)

COPIED = (Article, Byline, OrganizationMention, PersonMention, PartnershipMention)
#: What the search finds; the key of a row holds that of its article (``portal.index.row_keys``).
DOCUMENTS = """
    INSERT INTO index_documentrow (
        id, kind, thing, language, is_public, published_at, topic, organizations,
        headline, standfirst, titles, sequence, lexemes
    )
    SELECT id + (%(step)s::bigint << 4), kind, thing + %(step)s, language, is_public, published_at, topic,
        organizations, headline, standfirst, titles, sequence, lexemes
    FROM index_documentrow WHERE kind = 'article' AND thing <= %(last)s
"""


def multiply(articles):
    """Copy the archive until it holds so many articles; what is there stays as it is."""
    made = Article.objects.count()
    if not made:
        sys.exit("No article to copy. Remedy:  manage.py make_load --articles 20000")
    steps = {model: model.objects.aggregate(last=Max("pk"))["last"] or 0 for model in COPIED}
    with _index_made_afterwards():
        for copy in tqdm(range(1, -(-articles // made)), desc="Copying", unit=" archives"):
            _copy(copy, steps)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), COPIED):
            cursor.execute(statement)
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _copy(copy, steps):
    with transaction.atomic(), connection.cursor() as cursor:
        for model in COPIED:
            cursor.execute(_copying(model, copy, steps))
        if connection.vendor == "postgresql":
            cursor.execute(DOCUMENTS, {"step": copy * steps[Article], "last": steps[Article]})


@contextmanager
def _index_made_afterwards():
    """Row by row, the index of words takes longer than everything else together."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'index_lexemes'")
        definition = cursor.fetchone()[0]
        cursor.execute("DROP INDEX index_lexemes")
        try:
            yield
        finally:
            cursor.execute("SET maintenance_work_mem = '512MB'")
            cursor.execute(definition)


def _copying(model, copy, steps):
    """SQL that copies the first rows with numbers of their own, linked to the copies of their articles."""
    quote = connection.ops.quote_name
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    columns = [field.column for field in fields]
    values = [_value(field, copy, steps) for field in fields]
    return (
        f"INSERT INTO {table} ({', '.join(map(quote, columns))}) "  # noqa: S608 -- names of our own models
        f"SELECT {', '.join(values)} FROM {table} WHERE {key} <= {steps[model]}"
    )


def _value(field, copy, steps):
    column = connection.ops.quote_name(field.column)
    if field.primary_key:
        return f"{column} + {copy * steps[field.model]}"
    if field.related_model is Article:
        return f"{column} + {copy * steps[Article]}"
    return column


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=1_000_000, help="how many there are afterwards")
    multiply(parser.parse_args().articles)
