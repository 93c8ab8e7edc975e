"""What keeps the record from being written over (design guarantee 13).

A draft of an entry may be changed at will. Once the entry is recorded its rows are only ever added; the verbs
of ``ledger`` alone have a way past this, ``write``, and each of them leaves a ``Change`` behind.
"""

from django.db import models


class AppendOnlyError(TypeError):
    """Somebody tried to change or delete what is on the record: a mistake of a program."""


class AppendOnlyQuerySet(models.QuerySet):
    """Rows that belong to an entry; ``model.ENTRY`` leads there."""

    def of_recorded_entries(self):
        return self.filter(**{f"{self.model.ENTRY}__recorded_at__isnull": False})

    def update(self, **columns):
        self._refuse_recorded()
        return super().update(**columns)

    update.alters_data = True

    def delete(self):
        self._refuse_recorded()
        return super().delete()

    delete.alters_data = True
    delete.queryset_only = True

    def bulk_create(self, objs, *args, update_conflicts=False, **options):
        if update_conflicts:
            raise AppendOnlyError("Rows of the ledger are added, never written over.")
        return super().bulk_create(objs, *args, **options)

    def _refuse_recorded(self):
        rows = self.model._base_manager.filter(pk__in=self.values("pk"))
        if AppendOnlyQuerySet.of_recorded_entries(rows).exists():
            raise AppendOnlyError(f"{self.model._meta.verbose_name}: the record is only added to.")
