"""What an article's page tells of the record: entries, items it is evidence for, organisations and people."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from articles.evidence_querysets import ITEM_COLUMNS
from articles.models import Article
from organizations.models import Organization, Person
from organizations.partnerships.enums import ByStatedDate, Evidence
from organizations.partnerships.models import Commitment, Partnership
from organizations.partnerships.standing import evidence
from portal.rows import row_of

DAYS = ("due_latest", "last_checked_on")


@dataclass(frozen=True)
class ReportedItem:
    """An item as ``components/item_standing.html`` draws it; ``item`` holds ``ITEM_COLUMNS`` and no more."""

    item: Commitment
    evidence: Evidence
    by_stated_date: ByStatedDate
    is_replaced: bool

    @property
    def status(self):
        return self.item.status

    @property
    def states_a_date(self):
        return self.item.states_a_date

    @property
    def get_status_display(self):
        return self.item.get_status_display

    @property
    def last_checked_on(self):
        return self.item.last_checked_on


@dataclass(frozen=True)
class Record:
    """The entries, each with the items reported of it, and those whom the article is linked to."""

    entries: list[tuple[Partnership, list[ReportedItem]]]
    organizations: list[Organization]
    people: list[Person]

    def __bool__(self):
        return bool(self.entries or self.named)

    @property
    def named(self) -> bool:
        return bool(self.organizations or self.people)


def record_of(article: Article, language: str) -> Record:
    """What stands beside an article loaded with ``for_page`` and ``load_links``; no name is borrowed."""
    linked = [row.organization for row in article.organization_mentions.all() if row.counts]
    return Record(
        entries=reported_by(article, language),
        organizations=[one for one in linked if one.is_live_in(language)],
        people=[person for person, _role in article.linked_people if person.is_live_in(language)],
    )


def reported_by(article: Article, language: str) -> list[tuple[Partnership, list[ReportedItem]]]:
    """The public entries of an article loaded with ``load_links``, each with its items in their order.

    An item that isn't stated in this language is left out, as is one that was redacted: it has no words.
    """
    rows = {mention.partnership_id: mention.item_rows for mention in article.partnership_mentions.all()}
    entries = []
    for entry in article.public_entries:
        items = [_item(entry, row) for row in rows[entry.pk] or []]
        stated = [one for one in items if getattr(one.item, f"statement_{language}")]
        entries.append((entry, sorted(stated, key=lambda one: one.item.number)))
    return entries


def _item(entry, row):
    *values, successor, origins, is_disputed = row
    columns = dict(zip(ITEM_COLUMNS, values, strict=True))
    for name in DAYS:
        columns[name] = columns[name] and date.fromisoformat(columns[name])
    item = row_of(Commitment, **columns, partnership_id=entry.pk)
    item.partnership = entry
    return ReportedItem(
        item=item,
        evidence=evidence(origins, is_disputed=is_disputed),
        by_stated_date=item.by_stated_date_on(timezone.localdate()),
        is_replaced=successor is not None,
    )
