from django.db import models
from django.utils.translation import gettext_lazy as _


class Change(models.Model):
    """Something that readers see has changed: a row of the same transaction. The last ones stay."""

    made_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        verbose_name = _("noted change")
        verbose_name_plural = _("noted changes")
        default_permissions = ()

    def __str__(self):
        return str(self.pk)
