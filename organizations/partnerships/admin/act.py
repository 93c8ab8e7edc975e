"""What the pages of the ledger's verbs share: each is a small form for one act on one entry."""

from typing import NamedTuple

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views import View

from organizations.partnerships.forms import say_errors
from organizations.partnerships.ledger import LedgerError
from organizations.partnerships.models import LedgerRow, Partnership
from organizations.partnerships.rights import Right, may
from portal.careful_list import is_id

from .addresses import address_of, entry_address
from .rows import ROWS, model_of


class Part(NamedTuple):
    """A form of the page and how its fields stand together."""

    form: forms.BaseForm
    fieldsets: list


class ActPage(View):
    """One act: what it asks for, and doing it. Nothing typed is lost where the act is refused.

    Every page carries the moment at which its entry was last changed. Where something was done since, be it
    by the same form sent twice, the page is shown again and says so: nothing on the record is taken back.
    """

    right = Right.RECORD
    template = "admin/partnerships/act.html"
    #: Whether the act is one on the record; the others are for drafts.
    is_for_record = True
    title = explanation = button = ""
    is_danger = False
    #: Whether something was done to the entry since the form was opened.
    is_outdated = False

    def dispatch(self, request, pk, **which):
        self.entry = find_entry(pk)
        self.find(**which)
        if not may(request.user, self.right):
            raise PermissionDenied
        refusal = self.refusal()
        if refusal:
            messages.warning(request, refusal)
            return HttpResponseRedirect(self.way_back())
        return super().dispatch(request)

    def get(self, request):
        return self._show(self.parts())

    def post(self, request):
        parts = self.parts(request.POST)
        if self.are_valid(parts) and self._act(parts):
            messages.success(request, self.told())
            return HttpResponseRedirect(self.way_back())
        return self._show(parts)

    def find(self, **which) -> None:
        """Look up what else the address names; it raises Http404."""

    def refusal(self) -> str:
        """Why the act can't be done to this thing at all, if it can't."""
        if self.is_for_record and self.entry.recorded_at is None:
            return _("This entry is a draft: change it in its form.")
        return _("This entry was redacted; nothing is added to it.") if self.entry.is_redacted else ""

    def parts(self, data=None) -> list[Part]:
        """The forms of the page; the first one takes the errors that are about none of its fields."""
        return [Part(forms.Form(data), [])]

    def are_valid(self, parts: list[Part]) -> bool:
        """Whether every form is; each is asked, so that each says what is wrong."""
        found = [part.form.is_valid() for part in parts]
        return all(found)

    def do(self, *given: forms.BaseForm) -> bool | None:
        """Call the verb with what the forms hold. False says that a form has taken the errors itself."""
        raise NotImplementedError

    def told(self) -> str:
        raise NotImplementedError

    def context(self) -> dict:
        return {}

    def way_back(self) -> str:
        return entry_address(self.entry)

    @property
    def seen(self):
        """When the entry that the page shows was last changed."""
        return self.entry.touched_at.isoformat()

    def _act(self, parts):
        form = parts[0].form
        try:
            with transaction.atomic():
                self._refuse_changed()
                return self.do(*(part.form for part in parts)) is not False
        except ValidationError as error:
            say_errors(form, error)
        except LedgerError as error:
            form.add_error(None, str(error))
        return False

    def _refuse_changed(self):
        entry = Partnership.objects.select_for_update().get(pk=self.entry.pk)
        if self.request.POST.get("seen") != entry.touched_at.isoformat():
            self.entry, self.is_outdated = entry, True
            raise LedgerError(
                _("Meanwhile something was done to this entry: perhaps this very act. Look, then send again.")
            )

    def _show(self, parts):
        shown = [AdminForm(form, fieldsets, {}) for form, fieldsets in parts]
        context = {
            **admin.site.each_context(self.request),
            "opts": Partnership._meta,
            "title": self.title,
            "act": self,
            "parts": shown,
            "media": sum((part.media for part in shown), admin.site.get_model_admin(Partnership).media),
            "has_errors": any(part.form.errors for part in parts),
            "changes": self.entry.changes.select_related("by")[:3] if self.is_outdated else [],
            "way_back": self.way_back(),
            **self.context(),
        }
        return TemplateResponse(self.request, self.template, context)


class RowPage(ActPage):
    """An act on one row of an entry, or where the address names none, on the entry itself."""

    def find(self, subject="", row=""):
        self.subject = subject
        self.thing = find_row(self.entry, subject, row) if subject else self.entry

    def refusal(self):
        is_redacted = self.thing.is_redacted and _("This was redacted already.")
        return super().refusal() or is_redacted or ""

    def way_back(self):
        return address_of(self.thing)


def find_entry(pk: str) -> Partnership:
    if not is_id(pk):
        raise Http404("no such entry")
    return get_object_or_404(Partnership, pk=pk)


def find_row(entry: Partnership, subject: str, pk: str) -> LedgerRow:
    if subject not in ROWS or not is_id(pk):
        raise Http404("no such row")
    model = model_of(subject)
    return get_object_or_404(model, pk=pk, **{model.ENTRY: entry})


def way_back(request, otherwise: str) -> str:
    """Where ``next=`` leads, as long as that is ours."""
    address = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if is_ours else otherwise
