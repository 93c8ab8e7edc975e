"""Changes of status that wait until somebody other than who proposed them has looked."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from organizations.partnerships import ledger
from organizations.partnerships.enums import LedgerAct, UpdateState
from organizations.partnerships.forms import ReasonForm
from organizations.partnerships.models import Change, CommitmentUpdate, PartnershipUpdate, Update
from organizations.partnerships.rights import Right, may
from portal.accounts.models import User

from .act import Part, RowPage, find_entry, find_row
from .addresses import address_of
from .drafts import may_work
from .record import UPDATES

#: Proposals are looked at within days; the oldest of them are shown, and the rest when these are decided.
MOST_SHOWN = 50
#: How many declined proposals their proposer is told of, and for how long.
MOST_TOLD = 5
TOLD_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Proposal:
    """A proposed status, beside the one that stands."""

    update: Update
    #: Whether the person who looks may decide it.
    is_open: bool
    is_own: bool

    @property
    def about(self):
        return self.update.about

    @property
    def subject(self):
        return self.update._meta.model_name

    @property
    def address(self):
        return address_of(self.about)


def proposals(user: User, most: int) -> list[Proposal]:
    """The oldest of what waits, entries and items together. Two queries."""
    of_entries = PartnershipUpdate.objects.pending().select_related("partnership")
    of_items = CommitmentUpdate.objects.pending().select_related("commitment__partnership")
    found = [
        update
        for updates in (of_entries, of_items)
        for update in updates.select_related("source", "proposed_by").order_by("pk")[:most]
    ]
    found.sort(key=lambda update: update.added_at)
    may_decide = may(user, Right.CONFIRM)
    return [
        Proposal(update, may_decide and update.proposed_by_id != user.pk, update.proposed_by_id == user.pk)
        for update in found[:most]
    ]


@dataclass(frozen=True)
class Declined:
    """A proposal of somebody who is told why it was declined."""

    update: Update
    change: Change

    @property
    def about(self):
        return self.update.about

    @property
    def address(self):
        return address_of(self.about)


def declined(user: User, most: int) -> list[Declined]:
    """The newest of what others declined of somebody's proposals. Three queries."""
    of_entries = PartnershipUpdate.objects.select_related("partnership")
    of_items = CommitmentUpdate.objects.select_related("commitment__partnership")
    found = {
        (update._meta.model_name, update.pk): update
        for updates in (of_entries, of_items)
        for update in updates.filter(
            proposed_by=user, redaction=None, declined_at__gt=timezone.now() - TOLD_FOR
        ).order_by("-declined_at")[:most]
    }
    changes = Change.objects.filter(
        act=LedgerAct.DECLINED,
        subject__in=UPDATES,
        subject_id__in=[pk for _subject, pk in found],
        at__gt=timezone.now() - TOLD_FOR,
    )
    told = changes.exclude(by=user).select_related("by").order_by("-pk")
    keyed = [((change.subject, change.subject_id), change) for change in told]
    return [Declined(found[key], change) for key, change in keyed if key in found][:most]


@require_safe
def waiting_view(request):
    if not may_work(request.user):
        raise PermissionDenied
    found = proposals(request.user, MOST_SHOWN + 1)
    context = {
        **admin.site.each_context(request),
        "opts": PartnershipUpdate._meta,
        "title": _("Waiting for confirmation"),
        "proposals": found[:MOST_SHOWN],
        "declined": declined(request.user, MOST_TOLD),
        "has_more": len(found) > MOST_SHOWN,
        "may_decide": may(request.user, Right.CONFIRM),
    }
    return TemplateResponse(request, "admin/partnerships/waiting.html", context)


@require_POST
def confirm_view(request, pk, subject, row):
    entry = find_entry(pk)
    if not may(request.user, Right.CONFIRM):
        raise PermissionDenied
    if subject not in UPDATES:
        raise Http404("only updates are confirmed")
    try:
        update = ledger.confirm(find_row(entry, subject, row), by=request.user)
    except ledger.LedgerError as error:
        messages.warning(request, str(error))
    else:
        told = _("Confirmed: %(thing)s is now “%(status)s”.")
        about = update.about
        about.refresh_from_db(fields=["status"])
        messages.success(request, told % {"thing": about, "status": about.get_status_display()})
    return HttpResponseRedirect(reverse("admin:partnerships_partnership_waiting"))


class DeclinePage(RowPage):
    """For whoever may confirm, and for whoever proposed it: they take it back."""

    title = gettext_lazy("Decline the proposal")
    explanation = gettext_lazy(
        "Readers see neither the proposal nor your note, which is for whoever proposed it."
    )
    button = gettext_lazy("Decline")

    def find(self, subject, row):
        if subject not in UPDATES:
            raise Http404("only updates are declined")
        super().find(subject, row)
        self.is_own = self.thing.proposed_by_id == self.request.user.pk
        if self.is_own:
            self.title, self.button = _("Take the proposal back"), _("Take back")
            self.explanation = _(
                "It waits no more, and the status stays as it was. A note is for the desk only."
            )

    @property
    def right(self):
        return Right.PROPOSE if self.is_own else Right.CONFIRM

    def refusal(self):
        is_decided = self.thing.state != UpdateState.PENDING
        return super().refusal() or (_("This proposal was decided already.") if is_decided else "")

    def parts(self, data=None):
        note = ReasonForm(data, user=self.request.user, is_public=False)
        return [Part(note, note.fieldsets(_("Note")))]

    def do(self, note):
        ledger.decline(self.thing, by=self.request.user, **note.notes)

    def told(self):
        if self.is_own:
            return _("Taken back. The status stays as it was.")
        return _("Declined. The status stays as it was.")

    def way_back(self):
        return reverse("admin:partnerships_partnership_waiting")

    def context(self):
        return {"proposal": Proposal(self.thing, is_open=False, is_own=False)}
