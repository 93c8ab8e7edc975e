"""What stands on the record of an entry, row by row, each with the acts that are open to whoever looks."""

from dataclasses import dataclass, field

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from organizations.partnerships.enums import LedgerAct, Subject
from organizations.partnerships.models import (
    Change,
    CommitmentUpdate,
    LedgerRow,
    Partnership,
    PartnershipUpdate,
)
from organizations.partnerships.rights import Right, may
from portal.accounts.models import User

from .addresses import act_address, anchor, entry_address
from .drafts import may_work
from .facts import Fact, facts_of

#: The rows of an entry by the name under which it has them, and what adds one.
SECTIONS = [
    ("commitments", Subject.COMMITMENT, gettext_lazy("What was announced")),
    ("updates", Subject.PARTNERSHIP_UPDATE, gettext_lazy("What is known since")),
    ("sources", Subject.SOURCE, gettext_lazy("Sources")),
    ("parties", Subject.PARTY, gettext_lazy("Organisations and their roles")),
    ("signatories", Subject.SIGNATORY, gettext_lazy("Signatories")),
    ("amounts", Subject.AMOUNT, gettext_lazy("Amounts of money")),
    ("replies", Subject.REPLY, gettext_lazy("Replies")),
    ("relations", Subject.RELATION, gettext_lazy("Relations to other entries")),
]
#: Declined proposals on the screen; the journal has the others.
MOST_DECLINED = 3
UPDATES = {Subject.PARTNERSHIP_UPDATE, Subject.COMMITMENT_UPDATE}


@dataclass(frozen=True)
class Act:
    label: str
    address: str
    #: Whether a click does it at once, without a page in between.
    is_instant: bool = False
    is_danger: bool = False


@dataclass(frozen=True)
class RecordRow:
    row: LedgerRow
    facts: list[Fact]
    acts: list[Act]
    #: Of an item, its number, and what is known of it since.
    code: str = ""
    updates: list["RecordRow"] = field(default_factory=list)

    @property
    def anchor(self):
        return anchor(self.row)

    @property
    def replaced_by(self):
        return getattr(self.row, "superseded_by", None)


@dataclass(frozen=True)
class Section:
    name: str
    title: str
    rows: list[RecordRow]
    #: The act that adds a row, if it is open.
    add: Act | None


class Record:
    """The record of one entry for one person. Its queries don't grow with the rows."""

    def __init__(self, entry: Partnership, user: User):
        self.entry = Partnership.objects.for_page().get(pk=entry.pk)
        self.is_for_desk = may_work(user)
        self._rights = {right for right in Right if may(user, right)}
        self.may_name = user.has_perm("partnerships.add_partnershipalias")
        _link(self.entry)

    @cached_property
    def sections(self) -> list[Section]:
        return [self._section(*section) for section in SECTIONS]

    @cached_property
    def facts(self) -> list[Fact]:
        return facts_of(self.entry)

    @cached_property
    def acts(self) -> list[Act]:
        """What can be done to the entry as a whole."""
        if self.entry.is_redacted:
            return []
        return [*self._news(self.entry), *self._repairs(self.entry)]

    @cached_property
    def waiting(self) -> list:
        """Proposals that somebody has to confirm or decline."""
        of_entry = PartnershipUpdate.objects.pending().filter(partnership=self.entry)
        of_items = CommitmentUpdate.objects.pending().filter(commitment__partnership=self.entry)
        return [*of_entry, *of_items]

    @cached_property
    def declined(self) -> list[Change]:
        """The newest proposals that were declined, each with its note: whoever proposed it reads why."""
        return list(self.entry.changes.filter(act=LedgerAct.DECLINED).select_related("by")[:MOST_DECLINED])

    @property
    def aliases(self):
        return self.entry.aliases.all()

    def _section(self, name, subject, title):
        rows = [self._row(row) for row in getattr(self.entry, name).all()]
        return Section(name, str(title), rows, self._adding(subject))

    def _row(self, row):
        is_item = row._meta.model_name == Subject.COMMITMENT
        if is_item:
            row.partnership = self.entry
        updates = [self._row(update) for update in row.updates.all()] if is_item else []
        code = row.code if is_item else ""
        return RecordRow(row, facts_of(row), self._acts_of(row, is_item), code, updates)

    def _acts_of(self, row, is_item):
        if row.is_redacted or self.entry.is_redacted:
            return []
        news = self._news(row) if is_item and row.is_current else []
        return [*news, *self._repairs(row)]

    def _news(self, thing):
        if Right.PROPOSE not in self._rights:
            return []
        acts = [
            Act(_("Record an update"), act_address("update", thing)),
            Act(_("Checked, nothing new"), act_address("check", thing), is_instant=True),
        ]
        is_item = not isinstance(thing, Partnership)
        if is_item and Right.RECORD in self._rights:
            acts.append(Act(pgettext("verb", "Replace"), act_address("replace", thing)))
        return acts

    def _repairs(self, thing):
        acts = []
        if Right.RECORD in self._rights:
            acts.append(Act(pgettext("verb", "Correct"), act_address("correct", thing)))
        if Right.REDACT in self._rights:
            acts.append(Act(pgettext("verb", "Redact"), act_address("redact", thing), is_danger=True))
        return acts

    def _adding(self, subject):
        if self.entry.is_redacted or Right.RECORD not in self._rights or subject in UPDATES:
            return None
        where = f"{entry_address(self.entry).removesuffix('change/')}add/{subject}/"
        return Act(pgettext("verb", "Add"), where)


def _link(entry):
    """Give each row its source and its item from what is loaded, so that none of them is asked for again."""
    loaded = {
        "source": {row.pk: row for row in entry.sources.all()},
        "commitment": {row.pk: row for row in entry.commitments.all()},
        "partnership": {entry.pk: entry},
    }
    items = entry.commitments.all()
    updates = [update for item in items for update in item.updates.all()]
    rows = [row for name, _subject, _title in SECTIONS for row in getattr(entry, name).all()]
    for row in [*rows, *updates]:
        for name, known in loaded.items():
            key = getattr(row, f"{name}_id", None)
            if key in known:
                setattr(row, name, known[key])
