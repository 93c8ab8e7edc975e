"""Everything that leads to a record, found by walking the models: what is added later is moved, too.

Rows are written with a plain ``QuerySet``, which the guards of append-only rows don't stop: who somebody is
doesn't change what was recorded.
"""

from collections import Counter
from collections.abc import Iterator

from django.db.models import ForeignKey, Model, OuterRef, Q, QuerySet, Subquery, UniqueConstraint
from django.utils import timezone
from django.utils.text import capfirst


def links_to(model: type[Model]) -> list[ForeignKey]:
    """Every foreign key to ``model``, those in the tables behind many-to-many links included."""
    relations = model._meta.get_fields(include_hidden=True)
    return [
        relation.field
        for relation in relations
        if relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)
    ]


def links_of(record: Model) -> list[tuple[str, int]]:
    """What leads to a record now: ``(what it is, how many)``, most first. One query for each link."""
    counts = Counter()
    for link in links_to(type(record)):
        counts[_label(link)] += QuerySet(link.model).filter(**{link.name: record}).count()
    return [(label, count) for label, count in counts.most_common() if count]


def move_links(lost: Model, kept: Model) -> Counter:
    """Let all that leads to ``lost`` lead to ``kept``; returns how many did, by what they are.

    Where the database allows a link once only and both have it, the two become one: a model that knows which
    is the stronger says so in ``absorb(other)``.
    """
    moved = Counter()
    for link in links_to(type(lost)):
        rows = QuerySet(link.model).filter(**{link.name: lost})
        found = rows.count()
        if found:
            _drop_links_between(link, lost, kept)
            for twins in _twins(link, lost, kept):
                join_rows(link.model, twins)
            rows.update(**{link.name: kept}, **_touch(link.model))
            moved[_label(link)] += found
    return moved


def _drop_links_between(link, lost, kept):
    """In a table that ties records of one kind to each other they would tie the record to itself."""
    if not link.model._meta.auto_created:
        return
    for other in link.model._meta.concrete_fields:
        if other != link and other.related_model is link.related_model:
            QuerySet(link.model).filter(**{link.name: lost, other.name: kept}).delete()


def _twins(link, lost, kept) -> Iterator[dict]:
    """For each rule of the table: rows of ``lost`` that ``kept`` has already, ``{pk: pk of its row}``."""
    for others, condition in _rules(link):
        rows = QuerySet(link.model).filter(condition)
        same = rows.filter(**{link.name: kept}, **{name: OuterRef(name) for name in others})
        twins = rows.filter(**{link.name: lost}).annotate(twin=Subquery(same.order_by("pk").values("pk")[:1]))
        yield dict(twins.exclude(twin=None).values_list("pk", "twin"))


def _rules(link):
    """What must be unique together with the link, and for which rows."""
    meta = link.model._meta
    if link.unique:
        yield [], Q()
    for names in meta.unique_together:
        if link.name in names:
            yield [name for name in names if name != link.name], Q()
    for rule in meta.constraints:
        if isinstance(rule, UniqueConstraint) and link.name in rule.fields:
            yield [name for name in rule.fields if name != link.name], rule.condition or Q()


def join_rows(model: type[Model], twins: dict) -> None:
    """Let each row that goes hand on to its twin, ``{pk: pk of the row that stays}``, what leads to it."""
    rows = QuerySet(model).in_bulk([*twins, *twins.values()])
    for lost, kept in twins.items():
        _absorb(rows[kept], rows[lost])
        if links_to(model):
            move_links(rows[lost], rows[kept])
    QuerySet(model).filter(pk__in=twins).delete()


def _absorb(kept, lost):
    if not hasattr(kept, "absorb"):
        return
    before = _columns(kept)
    kept.absorb(lost)
    if changed := {name: value for name, value in _columns(kept).items() if value != before[name]}:
        QuerySet(type(kept)).filter(pk=kept.pk).update(**changed)


def _columns(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def _touch(model):
    """The time by which compiled names are told from newer ones; ``update`` leaves it alone."""
    has_time = any(field.name == "touched_at" for field in model._meta.concrete_fields)
    return {"touched_at": timezone.now()} if has_time else {}


def _label(link):
    """What the rows are to an editor; of a table behind a many-to-many link, whose link that is."""
    owner = link.model._meta.auto_created or link.model
    many = [field for field in owner._meta.many_to_many if field.remote_field.through is link.model]
    field = many[0] if many else link
    name = capfirst(owner._meta.verbose_name_plural)
    is_plain = not many and owner is not link.related_model
    return name if is_plain else f"{name} ({field.verbose_name})"
