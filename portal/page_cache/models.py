from django.db import models


class Change(models.Model):
    """Something that readers see has changed: a row of the same transaction. The last ones stay."""

    made_at = models.DateTimeField(db_default=models.functions.Now())

    def __str__(self):
        return str(self.pk)
