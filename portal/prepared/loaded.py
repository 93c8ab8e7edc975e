"""Rows handed to those that they belong to."""

from collections.abc import Callable, Iterator
from functools import reduce

from django.db.models import Model, QuerySet


def give(instance: Model, name: str, rows: list) -> None:
    """Hand rows to a related manager, as ``prefetch_related`` would: ``article.bylines.all()`` has them."""
    loaded = getattr(instance, name).get_queryset()
    loaded._result_cache, loaded._prefetch_done = rows, True
    instance.__dict__.setdefault("_prefetched_objects_cache", {})[name] = loaded


class Prefetched:
    """Rows that lead to those of another query, or to what these lead to by ``path``."""

    def __init__(self, path, relation, queryset, prepared):
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


def take_prefetches(queryset: QuerySet, prepared: Callable) -> Iterator[Prefetched]:
    """What of the queryset's ``Prefetch`` can be prepared, too; Django is left the rest."""
    left = []
    for lookup in queryset._prefetch_related_lookups:
        *path, name = getattr(lookup, "prefetch_to", lookup).split("__")
        relation = _relation(queryset.model, path, name)
        if relation is None or getattr(lookup, "queryset", None) is None or lookup.to_attr:
            left.append(lookup)
        else:
            yield Prefetched(path, relation, lookup.queryset, prepared)
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
