from django.db import models
from django.db.models import F
from django.db.models.functions import Greatest


class Numbering(models.Model):
    """The last number given to an entry, in the only row: a number never comes back, whatever is deleted."""

    last = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()  # nobody sees it

    def __str__(self):
        return str(self.last)

    @classmethod
    def take(cls) -> int:
        """The next number. Whoever adds an entry at the same time waits for this transaction to end."""
        cls._row().update(last=F("last") + 1)
        return cls._row().get().last

    @classmethod
    def reach(cls, number: int) -> None:
        """Go on after ``number``, which an import or the demonstration brought along."""
        cls._row().update(last=Greatest(F("last"), number))

    @classmethod
    def _row(cls):
        row, _is_new = cls.objects.get_or_create(pk=1)
        return cls.objects.filter(pk=row.pk)
