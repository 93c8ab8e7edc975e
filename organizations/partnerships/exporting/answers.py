"""The shapes of what the API answers beside whole documents: lists, what changed, what a redaction leaves."""

from organizations.partnerships import enums
from portal.open_data import Problem

from .kinds import Code, Moment, Slug
from .schema import (
    Document,
    EntryItself,
    EntryReference,
    ItemItself,
    Licensed,
    Partnership,
    RedactedListedMilestone,
    RedactedRow,
    Words,
    or_redacted,
)


class Listed(Document):
    """A part of a list. ``next`` and ``previous`` are the addresses of its neighbours, null at the ends."""

    next: str | None = None
    previous: str | None = None
    licence: str | None = None
    publisher: Words = None


class EntryCounts(Document):
    """How many rows the whole document has under these names, redacted ones included."""

    documents: int
    milestones: int
    updates: int


class ItemCounts(Document):
    """How many rows the whole document has under this name, redacted ones included."""

    updates: int


class BriefPartnership(EntryItself):
    """An entry in brief; the whole stands under ``api_url``. ``changed_at``: the latest public act on it."""

    changed_at: Moment
    counts: EntryCounts
    api_url: str


class BriefMilestone(ItemItself, Licensed):
    """An announced item in brief, with the entry it stands in. The whole stands under ``api_url``."""

    counts: ItemCounts
    api_url: str
    partnership: EntryReference


class PartnershipList(Listed):
    partnerships: list[BriefPartnership]


class CommitmentList(Listed):
    commitments: list[or_redacted(BriefMilestone, RedactedListedMilestone)]


class PartnershipFile(Document):
    """All entries in one document."""

    partnerships: list[Partnership]
    licence: str | None = None
    publisher: Words = None


class ChangedEntry(EntryReference):
    """An entry that may have been redacted; then only its number is left."""

    slug: Slug | None = None


class FeedChange(Document):
    """One public act on the ledger. ``subject`` is the kind of row that it was about; null, the entry."""

    id: int
    at: Moment
    act: enums.LedgerAct
    partnership: ChangedEntry
    subject: enums.Subject | None = None
    note: Words = None


class ChangeList(Listed):
    changes: list[FeedChange]


class RedactedEntry(RedactedRow, Problem):
    """What is left of a redacted entry, as the error that its address answers."""

    number: int


class RedactedItem(RedactedRow, Problem):
    """What is left of a redacted item, likewise."""

    id: Code
