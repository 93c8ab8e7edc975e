"""Rows of another table as one column of a query: what a page tells of few of them costs no query more."""

from django.db.models import Aggregate, Func, JSONField


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

    def as_postgresql(self, compiler, connection, **more):
        return self.as_sql(compiler, connection, function="JSONB_AGG", **more)
