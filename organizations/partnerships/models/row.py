from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from .append_only import AppendOnly
from .change import Change


class LedgerRow(AppendOnly):
    """A row of an entry that readers see: it says when it came, and that it was redacted where it was.

    Of a redacted row the number, the time and the public reason stay (``redaction``); what ``TEXT`` and
    ``NAMES`` list is gone from the database.
    """

    #: Translated and plain columns that hold words or figures.
    TEXT: tuple[str, ...] = ()
    #: Columns that lead to somebody who is named.
    NAMES: tuple[str, ...] = ()

    added_at = models.DateTimeField(auto_now_add=True)
    redaction = models.ForeignKey(
        Change, on_delete=models.RESTRICT, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta(AppendOnly.Meta):
        abstract = True

    def clean(self):
        """Everything that a row leans on belongs to the same entry."""
        super().clean()
        for field in self._meta.concrete_fields:
            other = getattr(self, field.name) if _leads_to_row(field) else None
            if other is not None and other.entry.pk != self.entry.pk:
                raise ValidationError({field.name: _("This belongs to another entry.")})

    @property
    def is_redacted(self):
        return self.redaction_id is not None


def _leads_to_row(field):
    return field.is_relation and issubclass(field.related_model, LedgerRow)
