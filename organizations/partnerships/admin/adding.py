"""Adding a row to the record, and the item that a later announcement put in an older one's place."""

from django.http import Http404
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from organizations.partnerships import ledger
from organizations.partnerships.enums import Subject
from organizations.partnerships.forms import repeated_source
from organizations.partnerships.models import Commitment, Source

from .act import ActPage, Part, RowPage
from .addresses import address_of
from .rows import ADDED, model_of, row_form

ALREADY = gettext_noop('The entry has this source already: <a href="{}"><bdi>{}</bdi></a>. Choose that one.')
#: Columns that a later announcement usually says anew.
SAID_ANEW = {"due_text_ar", "due_text_en", "due_earliest", "due_latest"}


class AddPage(ActPage):
    explanation = gettext_lazy("Readers see it at once. Later it is corrected with a public note only.")
    button = gettext_lazy("Add to the record")

    def find(self, subject):
        if subject not in ADDED:
            raise Http404("nothing of this kind is added")
        self.subject = subject

    @property
    def title(self):
        return _("Add to the record: %(thing)s") % {"thing": Subject(self.subject).label}

    def parts(self, data=None):
        form, fieldsets = row_form(self.request, self.subject, self.entry)
        row = model_of(self.subject)(partnership=self.entry)
        return [Part(form(data, instance=row, initial=self._initial()), fieldsets)]

    def do(self, form):
        """A source that the entry has already is named, with the way to it."""
        known = repeated_source(form.instance) if isinstance(form.instance, Source) else None
        if known:
            form.add_error(None, format_html(_(ALREADY), address_of(known), known))
            return False
        self.row = ledger.add(form.instance, by=self.request.user, **owners_of(form))
        return True

    def told(self):
        return _("It stands on the record now: %(thing)s.") % {"thing": Subject(self.subject).label}

    def way_back(self):
        return address_of(getattr(self, "row", self.entry))

    def _initial(self):
        """A party comes last, until somebody says otherwise."""
        return {"position": self.entry.parties.count()} if self.subject == Subject.PARTY else {}


class ReplacePage(RowPage):
    """The form starts from the item that is replaced, but for its date: that is what is usually new."""

    title = gettext_lazy("Replace by a later announcement")
    explanation = gettext_lazy(
        "The item stays to be read, marked as replaced; what you write here stands in its place."
    )
    button = gettext_lazy("Replace")

    def find(self, subject, row):
        super().find(subject, row)
        if subject != Subject.COMMITMENT:
            raise Http404("only items are replaced")

    def refusal(self):
        is_replaced = not self.thing.is_current and _("This item was replaced already.")
        return super().refusal() or is_replaced or ""

    def parts(self, data=None):
        form, fieldsets = row_form(self.request, self.subject, self.entry)
        item = Commitment(partnership=self.entry)
        return [Part(form(data, instance=item, initial=self._initial(form)), fieldsets)]

    def do(self, form):
        columns = {name: form.cleaned_data[name] for name in form.cleaned_data.keys() - {"announced_by"}}
        columns |= owners_of(form)
        self.thing = ledger.supersede(self.thing, by=self.request.user, **columns)

    def told(self):
        return _("The new item stands in the place of the old one, which stays to be read.")

    def context(self):
        return {"subject": self.thing}

    def _initial(self, form):
        said = {name: form.base_fields[name] for name in form.base_fields if name not in SAID_ANEW}
        initial = {name: getattr(self.thing, name, None) for name in said if not self._is_closed(said[name])}
        return initial | {"source": None, "announced_by": [owner.pk for owner in self.thing.owners.all()]}

    def _is_closed(self, field):
        """What is in a language not held would be written anew by somebody who may not write it."""
        return field.disabled


def owners_of(form) -> dict:
    """Who announced an item, for the verbs; nothing where the form isn't one of an item."""
    if "announced_by" not in form.cleaned_data:
        return {}
    return {"owners": form.cleaned_data["announced_by"]}
