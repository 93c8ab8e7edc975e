"""Rows of the database as instances, without what Django does anew for each and never does otherwise."""

from collections.abc import Iterable
from inspect import getattr_static

from django.db.models import Model, QuerySet
from django.db.models.base import ModelState
from django.db.models.fields.files import FileDescriptor, ImageFileDescriptor
from django.db.models.fields.related_descriptors import ForeignKeyDeferredAttribute
from django.db.models.query import ModelIterable
from django.db.models.query_utils import DeferredAttribute
from django.db.models.sql.compiler import SQLCompiler
from modeltranslation.fields import TranslationFieldDescriptor

#: To set a column of a new instance is with all of these to write it down, and nothing else.
PLAIN = {
    *(DeferredAttribute, ForeignKeyDeferredAttribute, FileDescriptor, ImageFileDescriptor),
    TranslationFieldDescriptor,
}


class Instances:
    """What ``ModelIterable`` makes of a compiler's rows, with two differences.

    Rows that lead to the same one by ``select_related`` share it, as with ``prefetch_related``; and nobody is
    told of a new instance (``pre_init``, ``post_init``).
    """

    def __init__(self, compiler: SQLCompiler):
        self._one = _One(compiler.klass_info, compiler.select, compiler.connection.alias)
        self._annotations = tuple((compiler.annotation_col_map or {}).items())

    @staticmethod
    def can_be_made(queryset: QuerySet, compiler: SQLCompiler) -> bool:
        """Not of ``values()``, nor of rows that belong to a related manager."""
        return (
            queryset._iterable_class is ModelIterable
            and not queryset._known_related_objects
            and _are_plain(compiler.klass_info, compiler.select)
        )

    def of(self, rows: Iterable[tuple]) -> list[Model]:
        made, shared = [], {}
        for row in rows:
            instance = self._one.of(row, shared)
            for name, place in self._annotations:
                instance.__dict__[name] = row[place]
            made.append(instance)
        return made


class _One:
    """The instances of one model, with what each row has of those that it leads to."""

    def __init__(self, told, select, database):
        self._model, self._database = told["model"], database
        self._columns = _columns(told)
        self._names = _names(told, select)
        self._key = self._columns.start + self._names.index(self._model._meta.pk.attname)
        self._followed = [
            (_One(row, select, database), row["local_setter"], row["remote_setter"])
            for row in told.get("related_klass_infos", ())
        ]

    def of(self, row, shared):
        instance = self._model.__new__(self._model)
        instance._state = state = ModelState()
        state.adding, state.db = False, self._database
        instance.__dict__.update(zip(self._names, row[self._columns], strict=True))
        for one, lead, lead_back in self._followed:
            other = one._shared(row, shared)
            lead(instance, other)
            if other is not None:
                lead_back(other, instance)
        return instance

    def _shared(self, row, shared):
        key = row[self._key]
        if key is None:
            return None
        found = shared.get((self, key))
        if found is None:
            found = shared[self, key] = self.of(row, shared)
        return found


def _are_plain(told, select):
    model = told["model"]
    return (
        not told.get("from_parent")
        and all(type(getattr_static(model, name)) in PLAIN for name in _names(told, select))
        and all(_are_plain(row, select) for row in told.get("related_klass_infos", ()))
    )


def _columns(told):
    """They stand beside each other."""
    return slice(told["select_fields"][0], told["select_fields"][-1] + 1)


def _names(told, select):
    return [column.target.attname for column, _sql, _alias in select[_columns(told)]]
