"""Queries that are worked out once: Django takes longer to write a page's SQL than the database to answer it.

    @prepared
    def page_row(language, *, pk):
        return Article.objects.for_page().filter(pk=pk)

    page_row("ar", pk=5)

The function returns a queryset of rows of a model. Its positional arguments shape the query: it is built once
for each of them, with stand-ins for the keyword arguments and for the present (``portal.clock``). A call puts
the real values into the finished SQL. Rows are what the queryset would have made of them (``select_related``,
annotations, deferred columns); the answer is a list, since there is nothing left to narrow.

Rows of other tables that lead to these (``Prefetch`` of a reverse foreign key) are prepared with them.
Values are keys, texts, times, days, and sequences of keys. A value that the SQL doesn't hold, and a time in
it that is neither a value nor the present, raise ``Unprepared``: the function worked it into something else.
"""

import re
from collections.abc import Callable, Iterator
from copy import copy
from datetime import UTC, date, datetime, timedelta
from functools import reduce, update_wrapper
from itertools import count
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from portal import clock

#: Sequences are filled up to a multiple of this with what is nobody's key: one query serves many lengths.
STEP = 8
NOBODY = -1
#: Stand-ins; the number fits an ordinary integer column.
NUMBER = 2_147_400_000
STAND_INS = 10_000
TEXT = "\ue000"
MOMENT = datetime(2718, 2, 8, 18, 28, 45, 904523, tzinfo=UTC)
LOOKS_LIKE_TIME = re.compile(r"\d{4}-\d\d-\d\d")


class Unprepared(Exception):
    """The function does with a value what can't be done once for all values."""


class prepared:
    """``queryset`` is the function that is decorated: what it returns can be narrowed, at the usual price."""

    def __init__(self, queryset: Callable[..., QuerySet]):
        self.queryset = queryset
        # A compiler belongs to its connection, and a connection to its thread.
        self._finished = WeakKeyDictionary()
        update_wrapper(self, queryset)

    def __call__(self, *shape, **values) -> list:
        connection = connections[DEFAULT_DB_ALIAS]
        values = {name: _filled_up(value) for name, value in values.items()}
        finished = self._finished.setdefault(connection, {})
        lengths = [len(value) for value in values.values() if isinstance(value, tuple)]
        key = (*shape, get_language(), *lengths)
        if key not in finished:
            finished[key] = _Finished(connection, self.queryset, shape, values)
        return finished[key].rows(values)


def give(instance: Model, name: str, rows: list) -> None:
    """Hand rows to a related manager, as ``prefetch_related`` would: ``article.bylines.all()`` has them."""
    loaded = getattr(instance, name).get_queryset()
    loaded._result_cache, loaded._prefetch_done = rows, True
    instance.__dict__.setdefault("_prefetched_objects_cache", {})[name] = loaded


class _Finished:
    """A query for one connection, of which only the values are missing."""

    def __init__(self, connection, build, shape, values):
        self._adapted = _adapter(connection.ops)
        stand_ins = _stand_ins(values)
        with clock.pretending(MOMENT, MOMENT.date()):
            self._queryset = build(*shape, **stand_ins)
        self._compiler = self._queryset.query.get_compiler(connection=connection)
        self._sql, self._parameters = self._compiler.as_sql()
        self._prefetched = list(_take_prefetches(self._queryset))
        columns = [column for column, _sql, _alias in self._compiler.select]
        self._converters = self._compiler.get_converters(columns)
        self._places = self._find(dict(_flat(stand_ins, MOMENT, MOMENT.date())))

    def rows(self, values):
        compiler = copy(self._compiler)
        bound = self._bound(values)
        compiler.as_sql = lambda: (self._sql, bound)
        compiler.get_converters = lambda columns: self._converters
        found = self._queryset.all()
        found.query.get_compiler = lambda using: compiler
        rows = list(found)
        for prefetched in self._prefetched:
            prefetched.give(rows)
        return rows

    def _bound(self, values):
        real = dict(_flat(values, timezone.now(), timezone.localdate()))
        bound = list(self._parameters)
        for index, place, kind in self._places:
            value = self._adapted(real[place])
            bound[index] = value if kind is type(value) else kind(value)
        return tuple(bound)

    def _find(self, stand_ins):
        """Which parameter is which value, and of which class the database is to get it."""
        by_stand_in = {self._adapted(value): place for place, value in stand_ins.items()}
        places = []
        for index, parameter in enumerate(self._parameters):
            if isinstance(parameter, int | str | date) and parameter in by_stand_in:
                places.append((index, by_stand_in[parameter], type(parameter)))
            elif isinstance(parameter, date) or LOOKS_LIKE_TIME.match(str(parameter)):
                raise Unprepared(f"{parameter} was neither passed nor asked of portal.clock")
            elif isinstance(parameter, int) and NUMBER < parameter < NUMBER + STAND_INS:
                raise Unprepared("a value of the rows was used in what is loaded with them")
        missing = {place for place, _value in stand_ins.items()} - {place for _, place, _ in places}
        if missing - {_NOW, _TODAY}:
            raise Unprepared(f"not in the query as they are: {sorted(missing - {_NOW, _TODAY})}")
        return places


class _Prefetched:
    """Rows that lead to those of another query, or to what these lead to by ``path``."""

    def __init__(self, path, relation, queryset):
        self._path, self._field, self._name = path, relation.field, relation.get_accessor_name()
        leading, name = queryset.filter, f"{self._field.name}__in"
        self._rows = prepared(lambda *, keys: leading(**{name: keys}))

    def give(self, instances):
        reached = list(filter(None, (reduce(getattr, self._path, one) for one in instances)))
        by_key = {instance.pk: [] for instance in reached}
        for row in self._rows(keys=by_key) if by_key else ():
            by_key[getattr(row, self._field.attname)].append(row)
        for instance in reached:
            rows = by_key[instance.pk]
            for row in rows:
                self._field.set_cached_value(row, instance)
            give(instance, self._name, rows)


def _take_prefetches(queryset) -> Iterator[_Prefetched]:
    """Those that can be prepared; Django is left the others."""
    left = []
    for lookup in queryset._prefetch_related_lookups:
        *path, name = getattr(lookup, "prefetch_to", lookup).split("__")
        relation = _relation(queryset.model, path, name)
        if relation is None or getattr(lookup, "queryset", None) is None or lookup.to_attr:
            left.append(lookup)
        else:
            yield _Prefetched(path, relation, lookup.queryset)
    queryset._prefetch_related_lookups = tuple(left)


def _relation(model, path, name):
    """A reverse foreign key, reached by foreign keys; None where it is anything else."""
    for step in path:
        field = model._meta.get_field(step)
        if not field.many_to_one:
            return None
        model = field.related_model
    relation = model._meta.fields_map.get(name)
    return relation if relation is not None and relation.one_to_many else None


_NOW, _TODAY = ("now", "clock"), ("today", "clock")


def _flat(values, now, today) -> Iterator[tuple[tuple, object]]:
    """Every single value by its place."""
    yield _NOW, now
    yield _TODAY, today
    for name, value in values.items():
        if isinstance(value, tuple):
            yield from (((name, nth), one) for nth, one in enumerate(value))
        else:
            yield (name, 0), value


def _filled_up(value):
    if isinstance(value, int | str | date):
        return value
    keys = tuple(value)
    return keys + (NOBODY,) * (max(STEP, -(-len(keys) // STEP) * STEP) - len(keys))


def _stand_ins(values):
    numbers = count(1)
    return {
        name: tuple(_stand_in(one, next(numbers)) for one in value)
        if isinstance(value, tuple)
        else _stand_in(value, next(numbers))
        for name, value in values.items()
    }


def _stand_in(value, nth):
    match value:
        case str():
            return f"{TEXT}{nth}"
        case datetime():
            return MOMENT + timedelta(seconds=nth)
        case date():
            return MOMENT.date() + timedelta(days=nth)
    return NUMBER + nth


def _adapter(ops):
    """How this database writes times and days."""

    def adapted(value):
        if isinstance(value, datetime):
            return ops.adapt_datetimefield_value(value)
        return ops.adapt_datefield_value(value) if isinstance(value, date) else value

    return adapted
