"""The shape of an entry in the open data: what is exported, described in OpenAPI, and read by the importer.

Names with a capital inside (``dueDate``) are those of the Open Contracting Data Standard, see
docs/open-data.md. What is computed for readers is marked ``Computed``; the importer passes over it.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Field, Tag

from organizations.partnerships import enums
from portal.bilingual.languages import LANGUAGES

from .kinds import Amount, Code, Day, Line, Moment, Partial, Prose, RowId, Slug

MOST_ROWS = 1000
HIGHEST_NUMBER = 999_999
LARGEST_SMALL_NUMBER = 32_767

#: Extra of a field that is worked out from the others, or says where it can be read.
COMPUTED = {"computed": True}


def Computed(default=None):
    return Field(default, json_schema_extra=COMPUTED)


class Document(BaseModel):
    model_config = ConfigDict(extra="forbid", defer_build=True)


class Addresses(Document):
    """The page in each language in which it exists."""

    ar: str | None = None
    en: str | None = None


class ItemsByStatedDate(Document):
    """How many announced items stand how, by their stated dates."""

    not_yet: int = 0
    passed: int = 0
    no_date: int = 0
    conditional: int = 0


class Text(Document):
    """One line in each language; null where it is not in that language."""

    ar: Line = None
    en: Line = None


class LongText(Document):
    ar: Prose = None
    en: Prose = None


def _nothing_if_empty(text):
    return text if text and any(getattr(text, code) for code in LANGUAGES) else None


Words = Annotated[Text | None, AfterValidator(_nothing_if_empty)]
LongWords = Annotated[LongText | None, AfterValidator(_nothing_if_empty)]


class Redaction(Document):
    date: Day
    reason: Words


class RedactedRow(Document):
    """A row of which only this is left, in its place."""

    redacted: Redaction


class RedactedMilestone(RedactedRow):
    id: Code


def or_redacted(row, redacted=RedactedRow):
    """Either of the two; which one, the key ``redacted`` tells."""
    kinds = Annotated[row, Tag("row")] | Annotated[redacted, Tag("redacted")]
    return Annotated[kinds, Discriminator(_which)]


def _which(row):
    is_redacted = "redacted" in row if isinstance(row, dict) else isinstance(row, RedactedRow)
    return "redacted" if is_redacted else "row"


def rows(row):
    return Annotated[list[row], Field(max_length=MOST_ROWS)]


class Change(Document):
    """One act of the public history. ``about`` is the row; null, the entry or the milestone it stands in."""

    at: Moment
    act: enums.LedgerAct
    about: RowId | None = None
    note: Words = None
    before: dict[str, str | list[str] | None] | None = None


class Party(Document):
    id: RowId | None = None
    organization: Slug
    name: Words = Computed()
    roles: Annotated[list[enums.PartyRole], Field(min_length=1, max_length=1)]
    order: Annotated[int, Field(ge=0, le=LARGEST_SMALL_NUMBER)] = 0


class Signatory(Document):
    id: RowId | None = None
    person: Slug
    name: Words = Computed()
    organization: Slug
    office: Words = None


class Source(Document):
    id: RowId | None = None
    kind: enums.SourceKind
    publisher: Words = None
    title: Words = None
    archived_title: Line = None
    language: Literal["ar", "en"] | None = None
    url: Line = None
    datePublished: Partial | None = None
    read_on: Day | None = None
    origin: Line = None
    is_conflicting: bool = False
    for_item_only: bool = False
    came_with_update: bool = False


class Money(Document):
    amount: Amount
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$", examples=["KWD"])]


class Value(Document):
    id: RowId | None = None
    value: Money
    stage: enums.AmountStage
    source: RowId | None = None


class Reply(Document):
    id: RowId | None = None
    organization: Slug
    name: Words = Computed()
    asked_on: Day | None = None
    replied_on: Day | None = None
    text: LongWords = None


class Relation(Document):
    id: RowId | None = None
    kind: enums.RelationKind
    partnership: Slug


class Update(Document):
    id: RowId | None = None
    said: Partial
    source: RowId
    note: LongWords = None
    status: enums.Status | None = None
    effective_at: Moment | None = None


class MilestoneUpdate(Update):
    value: Amount | None = None


class Owner(Document):
    organization: Slug
    name: Words = Computed()


class Target(Document):
    value: Amount | None = None
    is_minimum: bool = False
    unit: Words = None


class ItemItself(Document):
    """What an announced item says, whole and in brief."""

    id: Code | None = None
    code: Code | None = Computed()
    type: enums.Nature
    title: Words = None
    owners: rows(Owner) = []
    target: Target | None = None
    due_text: Words = None
    due_earliest: Day | None = None
    dueDate: Day | None = None
    due_condition: Words = None
    dateMet: Partial | None = Computed()
    status: enums.Status = enums.Status.ANNOUNCED
    first_status: enums.Status | None = None
    evidence: enums.Evidence | None = Computed()
    by_stated_date: enums.ByStatedDate | None = Computed()
    last_checked: Day | None = None
    source: RowId | None = None
    supersedes: Code | None = None
    superseded_by: Code | None = Computed()


class Milestone(ItemItself):
    """An announced item: who said what would be done, by when, and what is known since."""

    updates: rows(or_redacted(MilestoneUpdate)) = []
    values: rows(or_redacted(Value)) = []
    replies: rows(or_redacted(Reply)) = []
    history: rows(Change) = []


class Licensed(Document):
    """On which terms a document may be used, and what it is."""

    licence: str | None = Computed()
    publisher: Words = Computed()
    is_demo: bool = False
    notice: Words = Computed()


class EntryItself(Licensed):
    """What an entry says, whole and in brief."""

    number: Annotated[int, Field(ge=1, le=HIGHEST_NUMBER)] | None = None
    slug: Slug
    url: Addresses | None = Computed()
    kind: enums.PartnershipKind
    title: Words = None
    summary: LongWords = None
    place: Words = None
    event: Words = None
    announced: Partial | None = None
    signed: Partial | None = None
    held: Partial | None = None
    status: enums.Status | None = None
    first_status: enums.Status | None = None
    evidence: enums.Evidence | None = Computed()
    by_stated_date: ItemsByStatedDate | None = Computed()
    last_checked: Day | None = None
    recorded_at: Moment | None = None
    parties: rows(or_redacted(Party)) = []


class Partnership(EntryItself):
    """An entry of the ledger."""

    signatories: rows(or_redacted(Signatory)) = []
    documents: rows(or_redacted(Source)) = []
    milestones: rows(or_redacted(Milestone, RedactedMilestone)) = []
    updates: rows(or_redacted(Update)) = []
    values: rows(or_redacted(Value)) = []
    replies: rows(or_redacted(Reply)) = []
    relations: rows(or_redacted(Relation)) = []
    history: rows(Change) = []


class EntryReference(Document):
    number: int | None = Computed()
    slug: Slug
    title: Words = Computed()
    url: Addresses | None = Computed()


class ListedMilestone(Milestone, Licensed):
    """An announced item with the entry it stands in."""

    partnership: EntryReference


class RedactedListedMilestone(RedactedMilestone):
    partnership: EntryReference
