"""The shapes of what lists tell of each entry and item; the importer doesn't take these for the whole."""

from .schema import (
    Document,
    EntryItself,
    EntryReference,
    ItemItself,
    Licensed,
    Listed,
    Moment,
    RedactedListedMilestone,
    or_redacted,
)


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
