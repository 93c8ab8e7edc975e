from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from organizations.partnerships.enums import LedgerAct, Subject
from organizations.partnerships.querysets import ChangeQuerySet
from portal.bilingual.clean_columns import CleanColumns

from .append_only import AppendOnly, AppendOnlyError
from .partnership import Partnership


class Change(AppendOnly, CleanColumns):
    """One act on the ledger: what readers see as the history of an entry, and machines as its change feed.

    ``subject`` and ``subject_id`` name the row it is about; empty, it is about the entry itself. ``by`` is
    empty for a command. ``note`` is public where the act is: the reason of a correction or a redaction.
    """

    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="changes", verbose_name=_("entry")
    )
    act = models.CharField(_("act"), max_length=10, choices=LedgerAct)
    subject = models.CharField(
        pgettext_lazy("of a change", "about"), max_length=20, choices=Subject, blank=True
    )
    subject_id = models.PositiveBigIntegerField(null=True, blank=True)
    at = models.DateTimeField(_("at"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("by")
    )
    note = models.CharField(_("note"), max_length=500, blank=True, null=True)
    #: What the corrected columns said before, by their names; values as JSON has them.
    before = models.JSONField(null=True, blank=True)

    objects = ChangeQuerySet.as_manager()

    class Meta(AppendOnly.Meta):
        ordering = ["-pk"]
        verbose_name = _("change of the ledger")
        verbose_name_plural = _("changes of the ledger")
        indexes = [models.Index(fields=["subject", "subject_id"], name="change_of_row")]

    def __str__(self):
        return f"{self.get_act_display()} · {self.partnership_id} {self.subject}"

    def _refuse_recorded(self):
        """A change is on the record from its first second."""
        if self.pk and type(self)._base_manager.filter(pk=self.pk).exists():
            raise AppendOnlyError("Changes of the ledger are only added.")
