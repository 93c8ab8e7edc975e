from django.db import models

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

    @property
    def is_redacted(self):
        return self.redaction_id is not None
