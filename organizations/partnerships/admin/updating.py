"""What a source said later, and that somebody looked and found nothing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from organizations.partnerships import ledger
from organizations.partnerships.enums import Subject, UpdateState
from organizations.partnerships.forms import UpdateForm
from organizations.partnerships.rights import Right, may

from .act import Part, RowPage, find_entry, find_row, way_back
from .addresses import address_of


class UpdatePage(RowPage):
    right = Right.PROPOSE
    title = gettext_lazy("Record an update")
    explanation = gettext_lazy(
        "What a source said later. Readers see it at once; a new status waits until somebody else "
        "confirms it."
    )
    button = gettext_lazy("Record the update")

    def find(self, subject="", row=""):
        if subject not in {"", Subject.COMMITMENT}:
            raise Http404("only entries and items have updates")
        super().find(subject, row)

    def refusal(self):
        is_replaced = self.subject and not self.thing.is_current
        told = _("This item was replaced or redacted; update the one that stands.")
        return super().refusal() or (told if is_replaced else "")

    def parts(self, data=None):
        form = UpdateForm(data, thing=self.thing, user=self.request.user)
        parts = [Part(form, form.fieldsets)]
        if form.new_source:
            parts.append(Part(form.new_source, form.new_source_fieldsets))
        return parts

    def are_valid(self, parts):
        """The form asks for its new source itself, where no other is chosen."""
        return parts[0].form.is_valid()

    def do(self, form, *new_source):
        self.update = form.save()
        return self.update is not None

    def told(self):
        if self.update.state == UpdateState.PENDING:
            return _("Proposed. Readers see it when somebody else has confirmed the new status.")
        return _("The update is on the record.")

    def context(self):
        return {"subject": self.thing}


@require_POST
def check_view(request, pk, subject="", row=""):
    """Note that nothing new was found today of an item, or of an entry in all its items."""
    entry = find_entry(pk)
    if not may(request.user, Right.PROPOSE):
        raise PermissionDenied
    if subject not in {"", Subject.COMMITMENT}:
        raise Http404("only entries and items are checked")
    thing = find_row(entry, subject, row) if subject else entry
    if entry.recorded_at is None:
        messages.warning(request, _("This entry is a draft: change it in its form."))
    else:
        _check(request, thing)
    return HttpResponseRedirect(way_back(request, address_of(thing)))


def _check(request, thing):
    try:
        ledger.check(thing, by=request.user)
    except ledger.LedgerError as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Noted: checked today, nothing new."))
