"""Functions that return querysets, and what Django made of them."""

from collections.abc import Callable
from copy import copy
from functools import update_wrapper

from django.db import DEFAULT_DB_ALIAS, connections, router
from django.db.models import QuerySet, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import get_language

from portal import clock

from . import server_side
from .instances import Instances
from .loaded import take_prefetches
from .stand_ins import DAY, MOMENT, adapter, filled_up, find, flat, stand_ins


class prepared:
    """``queryset`` is the function that is decorated: what it returns can be narrowed, at the usual price."""

    def __init__(self, queryset: Callable[..., QuerySet]):
        self.queryset, self._model = queryset, None
        update_wrapper(self, queryset)

    def __call__(self, *shape, **values) -> list:
        values = {name: filled_up(value) for name, value in values.items()}
        connection = connections[self._database]
        # A compiler belongs to its connection, a connection to its thread: they end together.
        finished = connection.__dict__.setdefault("prepared_queries", {})
        lengths = ((name, len(value)) for name, value in values.items() if isinstance(value, tuple))
        key = (self, *shape, get_language(), *lengths)
        if key not in finished:
            finished[key] = _Finished(connection, self.queryset, shape, values)
            self._model = finished[key].model
        return finished[key].rows(values)

    @property
    def _database(self):
        """Where rows of the model are read. Which model that is, the first query shows that is built."""
        return router.db_for_read(self._model) if self._model else DEFAULT_DB_ALIAS


class _Finished:
    """A query for one connection, of which only the values are missing."""

    def __init__(self, connection, build, shape, values):
        stood = stand_ins(values)
        with clock.pretending(MOMENT, DAY):
            self._queryset = build(*shape, **stood)
        self.model = self._queryset.model
        self._adapted = adapter(connection.ops)
        self._prefetched = list(take_prefetches(self._queryset, prepared))
        self._check_what_is_left(connection)
        self._compiler = self._queryset.query.get_compiler(connection=connection)
        self._sql, self._parameters = self._compiler.as_sql()
        is_made = Instances.can_be_made(self._queryset, self._compiler)
        self._instances = Instances(self._compiler) if is_made else None
        columns = [column for column, _sql, _alias in self._compiler.select]
        self._converters = self._compiler.get_converters(columns)
        self._stood = dict(flat(stood, MOMENT, DAY))
        self._places = find(self._parameters, self._stood, self._adapted)
        self._is_kept_by_server = server_side.is_on(connection)
        if self._is_kept_by_server:
            self._write_in_what_stays(connection)

    def _check_what_is_left(self, connection):
        """Django writes the SQL of other ``Prefetch`` each time, of a queryset that was made once."""
        for lookup in self._queryset._prefetch_related_lookups:
            if getattr(lookup, "queryset", None) is not None:
                compiler = lookup.queryset.query.get_compiler(connection=connection)
                find(compiler.as_sql()[1], {}, self._adapted)

    def _write_in_what_stays(self, connection):
        places = {place.parameter for place in self._places}
        self._sql, self._parameters = server_side.written_in(connection, self._sql, self._parameters, places)
        self._places = server_side.of_one_type(find(self._parameters, self._stood, self._adapted))

    def rows(self, values):
        compiler = self._bound_compiler(self._bound(values))
        rows = self._instances.of(compiler.results_iter()) if self._instances else self._as_told(compiler)
        prefetch_related_objects(rows, *self._queryset._prefetch_related_lookups)
        for prefetched in self._prefetched:
            prefetched.give(rows)
        return rows

    def _bound_compiler(self, bound):
        compiler = copy(self._compiler)
        if self._is_kept_by_server:
            compiler.execute_sql = lambda *_type, **_chunks: [self._answer(compiler, bound)]
        else:
            compiler.as_sql = lambda: (self._sql, bound)
        compiler.get_converters = lambda _columns: self._converters
        return compiler

    def _as_told(self, compiler):
        """What else a queryset may give than instances."""
        found = self._queryset.prefetch_related(None)
        found.query.get_compiler = lambda using: compiler
        return list(found)

    def _answer(self, compiler, bound):
        with server_side.cursor(compiler.connection) as cursor:
            cursor.execute(self._sql, bound)
            rows = cursor.fetchall()
        return [row[: compiler.col_count] for row in rows] if compiler.has_extra_select else rows

    def _bound(self, values):
        real = dict(flat(values, timezone.now(), timezone.localdate()))
        bound = list(self._parameters)
        for index, place, kind in self._places:
            value = self._adapted(real[place])
            bound[index] = value if kind is type(value) else kind(value)
        return tuple(bound)
