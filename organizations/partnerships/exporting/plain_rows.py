"""Rows of the ledger without what a model instance brings along: only the columns that documents say."""

from collections import defaultdict
from types import SimpleNamespace

from organizations.partnerships.models import (
    Amount,
    Change,
    Commitment,
    CommitmentUpdate,
    Partnership,
    PartnershipUpdate,
    Party,
    Relation,
    Reply,
    Signatory,
    Source,
)
from organizations.partnerships.models.commitment import Owner
from organizations.partnerships.models.update import Update
from organizations.partnerships.standing import Standing
from portal.bilingual.languages import LANGUAGES


def in_languages(*names):
    return tuple(f"{name}_{language}" for name in names for language in LANGUAGES)


REDACTION = ("redaction_id", "redaction__at", *in_languages("redaction__note"))
ORGANIZATION = ("organization__slug", *in_languages("organization__name"))


class PlainRow:
    """Columns of a row, and of those that it leads to (``organization__slug``), by their names."""

    MODEL: type
    COLUMNS: tuple[str, ...] = ()
    REDACTION = REDACTION

    def __init__(self, columns):
        self.__dict__ = columns

    @classmethod
    def load(cls, rows, *more):
        return map(cls, rows.values("pk", *cls.REDACTION, *cls.COLUMNS, *more))

    @classmethod
    def shown(cls):
        """The rows that readers may know of, in the order in which they came."""
        return cls.MODEL.objects.order_by("pk")

    @property
    def is_redacted(self):
        return self.redaction_id is not None

    @property
    def redaction(self):
        texts = {name: getattr(self, f"redaction__{name}") for name in ("at", *in_languages("note"))}
        return SimpleNamespace(**texts)


class PartyRow(PlainRow):
    MODEL = Party
    COLUMNS = ("partnership_id", "role", "position", *ORGANIZATION)


class SignatoryRow(PlainRow):
    MODEL = Signatory
    COLUMNS = (
        *("partnership_id", "person__slug", *in_languages("person__name", "office")),
        *("organization__slug",),
    )


class SourceRow(PlainRow):
    MODEL = Source
    COLUMNS = (
        *("partnership_id", "kind", *in_languages("publisher", "title"), "archived_title", "language", "url"),
        *("published_on", "published_precision", "read_on", "origin", "is_conflicting", "for_item_only"),
        "came_with_update",
    )
    published = Source.published
    confirms = Source.confirms

    @classmethod
    def shown(cls):
        return Source.objects.public().order_by("pk")


class UpdateRow(PlainRow):
    COLUMNS = ("said_on", "said_precision", "source_id", *in_languages("note"), "status", "effective_at")
    said = Update.said

    @classmethod
    def shown(cls):
        return cls.MODEL.objects.effective().order_by("effective_at", "pk")


class PartnershipUpdateRow(UpdateRow):
    MODEL = PartnershipUpdate
    COLUMNS = ("partnership_id", *UpdateRow.COLUMNS)


class CommitmentUpdateRow(UpdateRow):
    MODEL = CommitmentUpdate
    COLUMNS = ("commitment_id", "value", *UpdateRow.COLUMNS)


class AmountRow(PlainRow):
    MODEL = Amount
    COLUMNS = ("partnership_id", "commitment_id", "value", "currency", "stage", "source_id")


class ReplyRow(PlainRow):
    MODEL = Reply
    COLUMNS = (
        *("partnership_id", "commitment_id", "asked_on", "replied_on"),
        *(*in_languages("text"), *ORGANIZATION),
    )


class RelationRow(PlainRow):
    MODEL = Relation
    COLUMNS = ("partnership_id", "kind", "other__slug", "other__recorded_at", *in_languages("other__title"))

    @property
    def is_shown(self):
        """Not where it leads to an entry that readers don't see."""
        has_title = self.other__title_ar or self.other__title_en
        return self.is_redacted or (has_title and self.other__recorded_at is not None)


class ChangeRow(PlainRow):
    MODEL = Change
    COLUMNS = ("partnership_id", "act", "subject", "subject_id", "at", *in_languages("note"), "before")
    REDACTION = ()


class OwnerRow(PlainRow):
    MODEL = Owner
    COLUMNS = ("commitment_id", *ORGANIZATION)
    REDACTION = ()


class EntryRow(PlainRow):
    """An entry with its own rows by the names of their models; those about one item stand with the item."""

    MODEL = Partnership
    COLUMNS = (
        *("number", "slug", "kind", "status", "first_status", "last_checked_on", "recorded_at", "is_demo"),
        *in_languages("title", "summary", "place", "event"),
        *("announced_on", "announced_precision", "signed_on", "signed_precision"),
        *("held_on", "held_precision"),
    )
    STANDING = ("origins", "is_disputed", "items_coming", "items_passed", "items_conditional", "items")
    OWN = ("party", "signatory", "source", "amount", "reply", "relation", "partnershipupdate")
    announced, signed, held = Partnership.announced, Partnership.signed, Partnership.held

    def __init__(self, columns):
        super().__init__(columns)
        self.rows = {name: [] for name in self.OWN}
        self.rows_of_items = defaultdict(list)
        self.announced_items = []
        self.changes = []
        self.sources = {}

    @property
    def languages(self):
        return [language for language in LANGUAGES if getattr(self, f"title_{language}")]

    @property
    def standing(self):
        return Standing.of(self)

    @property
    def first_sources(self):
        """As ``Partnership.first_sources``."""
        return [row for row in self.sources.values() if not (row.for_item_only or row.came_with_update)]

    def add(self, row):
        if isinstance(row, SourceRow):
            self.sources[row.pk] = row
        if getattr(row, "commitment_id", None) is not None:
            self.rows_of_items[row.commitment_id].append(row)
        elif getattr(row, "is_shown", True):
            self.rows[row.MODEL._meta.model_name].append(row)

    def add_item(self, item):
        item.attach(self)
        self.announced_items.append(item)


class ItemRow(PlainRow):
    MODEL = Commitment
    COLUMNS = (
        *("partnership_id", "number", "nature", "target_value", "target_is_minimum", "due_earliest"),
        *("due_latest", "status", "first_status", "source_id", "last_checked_on", "supersedes__number"),
        *in_languages("statement", "unit", "due_text", "due_condition"),
    )
    code, evidence = Commitment.code, Commitment.evidence
    by_stated_date_on = Commitment.by_stated_date_on
    _supporting_sources, _sources = Commitment._supporting_sources, Commitment._sources
    _first_sources, _states_status = Commitment._first_sources, Commitment._states_status

    def attach(self, entry):
        """Stand in this entry, of which the rows are loaded."""
        self.partnership = entry
        self.source = entry.sources[self.source_id] if self.source_id else None
        self.owners = []
        self.effective_updates = []
        self.rows = {"commitmentupdate": self.effective_updates, "amount": [], "reply": []}
        for row in entry.rows_of_items[self.pk]:
            self.rows[row.MODEL._meta.model_name].append(row)

    def add_update(self, update):
        update.source = self.partnership.sources[update.source_id]
        self.effective_updates.append(update)
