"""Rows that are only ever added once their entry is on the record, and the verbs' way past that."""

from django.db import models

from organizations.partnerships.append_only import AppendOnlyError, AppendOnlyQuerySet


class AppendOnly(models.Model):
    """A row that stays as it is once its entry is recorded."""

    #: The path from this row to its entry.
    ENTRY = "partnership"

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True
        # Django's relations write through it: ``entry.sources.add(source)``.
        base_manager_name = "objects"

    def save(self, *args, **kwargs):
        self._refuse_recorded()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        self._refuse_recorded()
        return super().delete(*args, **kwargs)

    @property
    def entry(self):
        """The entry that this row belongs to."""
        return self.partnership

    def _refuse_recorded(self):
        """Ask the database: what this object says of itself may be what somebody is trying to change."""
        stored = type(self)._base_manager.filter(pk=self.pk) if self.pk else None
        if stored and stored.filter(**{f"{self.ENTRY}__recorded_at__isnull": False}).exists():
            raise AppendOnlyError(f"{self._meta.verbose_name}: the record is only added to.")


def write(row: models.Model, *columns: str) -> None:
    """Store these columns of a recorded row. For the verbs of ``ledger`` and nobody else.

    The unsuffixed column of a translated field, which nobody reads, is emptied with its languages.
    """
    translated = [
        field.translated_field.name for field in map(row._meta.get_field, columns) if _is_suffixed(field)
    ]
    values = {name: getattr(row, name) for name in columns} | dict.fromkeys(translated)
    models.QuerySet(type(row)).filter(pk=row.pk).update(**values)


def remove(rows: models.QuerySet) -> None:
    """Delete who announced an item, where that was wrong or is redacted. For the verbs, as ``write``."""
    rows.model._base_manager.filter(pk__in=list(rows.values_list("pk", flat=True)))._raw_delete(rows.db)


def _is_suffixed(field):
    return hasattr(field, "translated_field")
