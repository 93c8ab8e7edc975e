"""Putting a draft on the record: the page that shows, language by language, what readers will then see."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.partnerships import ledger
from organizations.partnerships.models import Partnership
from portal.bilingual.admin import language_name, languages_of_editor

from .act import ActPage
from .side import Side

#: The rows that the page shows, with whom they name.
SHOWN = (
    "parties__organization",
    "signatories__person",
    "signatories__organization",
    "sources",
    "commitments",
    "amounts",
    "replies",
)


class RecordPage(ActPage):
    template = "admin/partnerships/record.html"
    is_for_record = False
    title = gettext_lazy("Put on the record")
    explanation = gettext_lazy(
        "Readers see this entry at once, and from then on nothing of it is written over or deleted: it is "
        "added to, corrected with a public note, or redacted by the chief editor."
    )
    button = gettext_lazy("Put on the record")

    def refusal(self):
        return _("This entry is on the record already.") if self.entry.recorded_at else ""

    def do(self, form):
        ledger.record(self.entry, by=self.request.user)

    def told(self):
        return _("The entry is on the record.")

    def context(self):
        rows = Partnership.objects.prefetch_related(*SHOWN)
        entry = rows.get(pk=self.entry.pk)
        sides = [Side(language, language_name(language), entry) for language in languages_of_editor()]
        return {"sides": sides, "entry": entry, "lacking": list(_lacking(entry))}


def _lacking(entry):
    """What the entry can't be recorded without."""
    if not entry.sources.all():
        yield _("Without a source nothing is put on the record.")
    if not entry.parties.all():
        yield _("Say first which organisations take part, and in which role.")
    try:
        ledger.refuse_coming(entry)
    except ledger.LedgerError as error:
        yield str(error)
