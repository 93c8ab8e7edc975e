"""What readers of one language will see of a draft, and what they will miss."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from organizations.partnerships.models import Partnership
from organizations.partnerships.models.partnership import DATES
from portal.bilingual.languages import LANGUAGES
from portal.bilingual.templatetags.bilingual import quantity

#: What an entry says in a language, beside its items.
WORDS = ("title", "summary", "place", "event")
#: What its rows say, beside the statement of an item.
ROW_WORDS = {
    "commitments": ("unit", "due_text", "due_condition"),
    "signatories": ("office",),
    "sources": ("title",),
    "replies": ("text",),
}


@dataclass(frozen=True)
class Side:
    """Everything that it shows is in its own language; what is missing is told in the editor's."""

    language: str
    name: str
    entry: Partnership

    @property
    def title(self):
        return self._said(self.entry, "title")

    @property
    def standing(self):
        """Its kind and what the parties say."""
        with override(self.language):
            return [text for text in (self.entry.get_kind_display(), self.entry.get_status_display()) if text]

    @property
    def words(self):
        """The further columns that are filled in, each with its name."""
        found = [(name, self._said(self.entry, name)) for name in WORDS[1:]]
        return [(self.entry._meta.get_field(name).verbose_name, text) for name, text in found if text]

    @property
    def dates(self):
        """Each known date with its name."""
        with override(self.language):
            found = [(name, str(getattr(self.entry, name) or "")) for name in DATES]
        return [(self.entry._meta.get_field(f"{name}_on").verbose_name, text) for name, text in found if text]

    @property
    def items(self):
        return [text for item in self.entry.commitments.all() if (text := self._said(item, "statement"))]

    @property
    def parties(self):
        with override(self.language):
            return [(self._name(party.organization), party.get_role_display()) for party in self._parties]

    @property
    def signatories(self):
        """Of each whatever is said in the language: the name, the office, for whom."""
        rows = self.entry.signatories.all()
        lines = [
            [self._name(row.person), self._said(row, "office"), self._name(row.organization)] for row in rows
        ]
        return [" · ".join(filter(None, line)) or "—" for line in lines]

    @property
    def money(self):
        with override(self.language):
            return [
                f"{quantity(row.value)} {row.currency} · {row.get_stage_display()}"
                for row in self.entry.amounts.all()
            ]

    @property
    def sources(self):
        return [self._said(source, "title") or "—" for source in self.entry.sources.all()]

    @property
    def missing(self):
        """What is said in the other language alone."""
        if not self.title:
            return [_("No title: readers of this language will not see the entry.")]
        return [*self._unwritten(), *self._unnamed(), *self._unwritten_of_rows()]

    def _unwritten(self):
        for name in WORDS[1:]:
            if self._is_only_elsewhere(self.entry, name):
                field = self.entry._meta.get_field(name)
                yield _("Not written: %(field)s.") % {"field": field.verbose_name}

    def _unnamed(self):
        unsaid = len(self.entry.commitments.all()) - len(self.items)
        unnamed = sum(not self._name(party.organization) for party in self._parties)
        if unsaid:
            yield _("Items without a statement in this language: %(number)d.") % {"number": unsaid}
        if unnamed:
            yield _("Organisations without a name in it: %(number)d.") % {"number": unnamed}
        people = [row.person for row in self.entry.signatories.all() if row.person]
        nameless = sum(not self._name(person) for person in people)
        if nameless:
            yield _("Signatories without a name in it: %(number)d.") % {"number": nameless}

    def _unwritten_of_rows(self):
        for rows, names in ROW_WORDS.items():
            for name in names:
                lacking = [
                    row for row in getattr(self.entry, rows).all() if self._is_only_elsewhere(row, name)
                ]
                if lacking:
                    field = lacking[0]._meta.get_field(name).verbose_name
                    row = lacking[0]._meta.verbose_name
                    told = _("Not written in this language: %(field)s (%(row)s), %(number)d.")
                    yield told % {"field": capfirst(field), "row": row, "number": len(lacking)}

    @property
    def _parties(self):
        return self.entry.parties.all()

    def _said(self, thing, name):
        return getattr(thing, f"{name}_{self.language}")

    def _name(self, record):
        return self._said(record, "name") if record else None

    def _is_only_elsewhere(self, thing, name):
        said = {code: getattr(thing, f"{name}_{code}") for code in LANGUAGES}
        return not said[self.language] and any(said.values())
