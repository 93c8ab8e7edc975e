"""What was recorded wrongly, and what may not stand in public: the ways in which words leave the record."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.partnerships import ledger
from organizations.partnerships.forms import ReasonForm
from organizations.partnerships.models import Commitment, Partnership
from organizations.partnerships.rights import Right

from .act import Part, RowPage
from .adding import owners_of
from .facts import facts_of
from .rows import entry_form, row_form

#: Columns of an entry that no correction changes: a status takes an update, and an address stands in links.
KEPT = {"number", "slug", "status"}

ENTRY_GOES = gettext_lazy("All its rows and notes go with it.")
ADDRESS_STAYS = gettext_lazy(
    "Its address stays, and shows the number, the time and your public reason. "
    "Words in the address itself stay."
)
ITEM_GOES = gettext_lazy("Its updates, replies and amounts of money go with it.")


class CorrectPage(RowPage):
    title = gettext_lazy("Correct the record")
    explanation = gettext_lazy(
        "For what was recorded wrongly. What it said before stays readable beside your note. News of what "
        "happened since is an update."
    )
    button = gettext_lazy("Correct")

    def parts(self, data=None):
        form, fieldsets = self._shape()
        reason = ReasonForm(data, user=self.request.user, prefix="why")
        return [
            Part(form(data, instance=self.thing), fieldsets),
            Part(reason, reason.fieldsets(_("Why: a public note"))),
        ]

    def do(self, form, reason):
        changed = set(form.changed_data)
        columns = {name: form.cleaned_data[name] for name in changed - {"announced_by"}}
        columns |= owners_of(form) if "announced_by" in changed else {}
        ledger.correct(self.thing, by=self.request.user, **reason.notes, **columns)

    def told(self):
        return _("Corrected. Readers see your note and what it said before.")

    def _shape(self):
        if self.subject:
            return row_form(self.request, self.subject, self.entry)
        return entry_form(self.request, self.entry, without=KEPT)


class RedactPage(RowPage):
    """The chief's: words are taken out for good; what stays is that they stood there, when, and why not."""

    right = Right.REDACT
    title = gettext_lazy("Redact")
    explanation = gettext_lazy(
        "These words leave the record for good, the history of corrections included. The number, the time "
        "and your public reason stay. There is no way back."
    )
    button = gettext_lazy("Redact for good")
    is_danger = True

    def parts(self, data=None):
        reason = ReasonForm(data, user=self.request.user)
        return [Part(reason, reason.fieldsets(_("Public reason")))]

    def do(self, reason):
        ledger.redact(self.thing, by=self.request.user, **reason.notes)

    def told(self):
        return _("Redacted. The public reason stands in its place.")

    def context(self):
        is_entry = isinstance(self.thing, Partnership)
        is_item = isinstance(self.thing, Commitment)
        goes_with_it = [ENTRY_GOES, ADDRESS_STAYS] if is_entry else [ITEM_GOES] if is_item else []
        return {"subject": self.thing, "goes_with_it": goes_with_it, "facts": facts_of(self.thing)}
