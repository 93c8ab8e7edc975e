"""Rows of another table as one column of a query: what a page tells of few of them costs no query more."""

from django.db import router
from django.db.models import Aggregate, Func, JSONField, Subquery


class Values(Func):
    """Some columns of a row as a JSON list. Django's own asks SQLite first whether it knows JSON."""

    function = "JSON_ARRAY"
    output_field = JSONField()

    def as_postgresql(self, compiler, connection, **more):
        return self.as_sql(compiler, connection, function="JSONB_BUILD_ARRAY", **more)


class Rows(Aggregate):
    """The rows of a group as one JSON list."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()
    allow_distinct = True

    def as_postgresql(self, compiler, connection, **more):
        return self.as_sql(compiler, connection, function="JSONB_AGG", **more)


class Keys(Subquery):
    """The column ``key`` of a few rows as one JSON list: ``Keys(rows.values(key=F("pk"))[:5])``.

    An aggregate would read all the rows before any is left out; this one stops where they stop.
    """

    template = '(SELECT JSON_GROUP_ARRAY(few."key") FROM (%(subquery)s) few)'
    output_field = JSONField()

    def as_postgresql(self, compiler, connection, **more):
        template = self.template.replace("JSON_GROUP_ARRAY", "JSONB_AGG")
        return self.as_sql(compiler, connection, template=template, **more)


def row_of(model, **columns):
    """A row of which these columns were read; the others are deferred, as with ``only``."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname in columns]
    return model.from_db(router.db_for_read(model), names, [columns[name] for name in names])
