"""Rows of one table: out of the database as they are, and into it exactly as they were."""

from collections.abc import Iterator
from types import SimpleNamespace

from django.db import DatabaseError, connections, models, transaction

from .columns import References, Unreadable
from .folder import ExportDamaged
from .statement import columns_of, model_of, rows_of

AT_ONCE = 500


def read_rows(label: str, using: str) -> Iterator[dict]:
    """The rows by their keys, a few in memory at a time, with every column under its own name."""
    names = column_names(label)
    rows = rows_of(label, using).order_by("pk").values_list(*names).iterator(chunk_size=AT_ONCE)
    return (dict(zip(names, row, strict=True)) for row in rows)


def column_names(label: str) -> list[str]:
    return [field.attname for field in columns_of(label)]


class Filling:
    """Rows on their way into one table."""

    def __init__(self, label: str, references: References, using: str):
        self.model, self.references, self.using = model_of(label), references, using
        self.fields = {field.attname: field for field in columns_of(label)}
        fitting = connections[using].ops.bulk_batch_size([*self.fields.values()], [None] * AT_ONCE)
        self.at_once = min(AT_ONCE, fitting)

    def read(self, written: object, place: str) -> dict:
        """The values of one line, checked; raises ExportDamaged."""
        if not isinstance(written, dict) or written.keys() != self.fields.keys():
            raise ExportDamaged(f"{place}: other columns than those of {self.model._meta.label}.")
        row = {}
        for name, field in self.fields.items():
            try:
                row[name] = self.references.read(field, written[name])
            except Unreadable as error:
                raise ExportDamaged(f"{place}: {name} {error}.") from error
        return row

    def store(self, rows: list[tuple[str, dict]]) -> None:
        """Insert rows, each with the place it was read from; raises ExportDamaged naming the one refused."""
        try:
            self._insert([row for _place, row in rows])
        except DatabaseError as error:
            if len(rows) == 1:
                raise ExportDamaged(f"{rows[0][0]}: the database refuses it: {_first_line(error)}") from error
            for row in rows:
                self.store([row])

    def _insert(self, rows):
        """As ``save`` would, without what fills or changes columns on the way: times, managers, languages."""
        objects = [SimpleNamespace(**row) for row in rows]
        with transaction.atomic(self.using):
            query = models.QuerySet(self.model, using=self.using)
            query._insert(objects, fields=[*self.fields.values()], using=self.using, raw=True)

    def refuse_unlike(self, rows: list[tuple[str, dict]]) -> None:
        """Read back what was stored: SQLite keeps fifteen digits of a number and says nothing of others."""
        try:
            kept = self._kept([row[self._key] for _place, row in rows])
        except ArithmeticError as error:  # what it rounded has a digit more than the column may have
            if len(rows) == 1:
                raise ExportDamaged(f"{rows[0][0]}: this database rounds a number of it.") from error
            for row in rows:
                self.refuse_unlike([row])
            return
        for place, row in rows:
            if unlike := [name for name in self.fields if kept[row[self._key]][name] != row[name]]:
                raise ExportDamaged(f"{place}: this database can’t keep {', '.join(unlike)} as it is.")

    def _kept(self, keys):
        stored = models.QuerySet(self.model, using=self.using).filter(pk__in=keys)
        return {row[self._key]: row for row in stored.values(*self.fields)}

    @property
    def _key(self):
        return self.model._meta.pk.attname


def _first_line(error):
    return str(error).partition("\n")[0]
