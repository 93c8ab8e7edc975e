"""Putting a draft on the record: the page that shows, language by language, what readers will then see."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.partnerships import ledger
from organizations.partnerships.models import Partnership
from portal.bilingual.admin import language_name, languages_of_editor

from .act import ActPage

#: What an entry says in a language, beside its items.
WORDS = ("title", "summary", "place", "event")


@dataclass(frozen=True)
class Side:
    """What readers of one language will see, and what they will miss."""

    language: str
    name: str
    entry: Partnership

    @property
    def title(self):
        return self._said(self.entry, "title")

    @property
    def words(self):
        """The further columns that are filled in, each with its name."""
        found = [(name, self._said(self.entry, name)) for name in WORDS[1:]]
        return [(self.entry._meta.get_field(name).verbose_name, text) for name, text in found if text]

    @property
    def items(self):
        return [text for item in self.entry.commitments.all() if (text := self._said(item, "statement"))]

    @property
    def parties(self):
        return [(self._name(party), party.get_role_display()) for party in self.entry.parties.all()]

    @property
    def sources(self):
        return [source.title_ar or source.title_en for source in self.entry.sources.all()]

    @property
    def missing(self):
        """What is said in the other language alone."""
        entry = self.entry
        if not self.title:
            return [_("No title: readers of this language will not see the entry.")]
        found = [
            _("Not written: %(field)s.") % {"field": entry._meta.get_field(name).verbose_name}
            for name in WORDS[1:]
            if not self._said(entry, name) and any(self._in_either(entry, name))
        ]
        unsaid = len(entry.commitments.all()) - len(self.items)
        unnamed = sum(not self._name(party) for party in entry.parties.all())
        if unsaid:
            found.append(_("Items without a statement in this language: %(number)d.") % {"number": unsaid})
        if unnamed:
            found.append(_("Organisations without a name in it: %(number)d.") % {"number": unnamed})
        return found

    def _said(self, thing, name):
        return getattr(thing, f"{name}_{self.language}")

    def _name(self, party):
        return self._said(party.organization, "name")

    def _in_either(self, thing, name):
        return (getattr(thing, f"{name}_{code}") for code in languages_of_editor())


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
        rows = Partnership.objects.prefetch_related("parties__organization", "sources", "commitments")
        entry = rows.get(pk=self.entry.pk)
        sides = [Side(language, language_name(language), entry) for language in languages_of_editor()]
        return {"sides": sides, "entry": entry, "lacking": list(_lacking(entry))}


def _lacking(entry):
    """What the entry can't be recorded without."""
    if not entry.sources.all():
        yield _("Without a source nothing is put on the record.")
    if not entry.parties.all():
        yield _("Say first which organisations take part, and in which role.")
