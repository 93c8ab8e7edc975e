"""Everything that the page of an entry tells, arranged for reading."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from portal.bilingual.languages import direction, other
from portal.prepared import prepared

from .corrections import Correction, Corrections
from .dates import PartialDate
from .enums import LedgerAct, PartnershipKind, RelationKind, Subject
from .models import Amount, Change, Commitment, LedgerRow, Partnership, Relation, Reply, Update
from .timeline import Event, Scale, events

#: How a relation reads from the entry that states it, and from the one that it leads to.
TOWARDS = {
    RelationKind.RENEWS: pgettext_lazy("relation of entries", "Renews"),
    RelationKind.IMPLEMENTS: pgettext_lazy("relation of entries", "Implements"),
    RelationKind.REPLACES: pgettext_lazy("relation of entries", "Replaces"),
}
BACK = {
    RelationKind.RENEWS: pgettext_lazy("relation of entries", "Is renewed by"),
    RelationKind.IMPLEMENTS: pgettext_lazy("relation of entries", "Is implemented by"),
    RelationKind.REPLACES: pgettext_lazy("relation of entries", "Is replaced by"),
}
#: The date that a reader looks for first in an entry of this kind; of the others, the announcement.
MAIN_DATE = {PartnershipKind.MEMORANDUM: "signed", PartnershipKind.MEETING: "held"}
FULL = Decimal(100)


@dataclass(frozen=True)
class Progress:
    """The last count that a source gave. ``percent`` is None where there is no target to hold it against."""

    update: Update
    percent: Decimal | None


@dataclass(frozen=True)
class Related:
    """Another entry, seen from this one. ``row`` is what was redacted, and then there is no ``entry``."""

    words: str
    entry: Partnership | None
    row: Relation


@dataclass
class Dossier:
    """What the page needs beside the entry. The items carry what belongs to them alone (``_tell_item``)."""

    #: The other edition: its language, and the address of this entry there or None.
    elsewhere: tuple[str, str | None]
    dates: list[tuple[str, PartialDate | None]]
    items: list[Commitment]
    current: int
    replies: list[Reply]
    amounts: list[Amount]
    updates: list[Update]
    relations: list[Related]
    events: list[Event]
    scale: Scale | None
    corrections: list[Correction]


def open_dossier(entry: Partnership, language: str, today: date) -> Dossier:
    """Arrange an entry that was loaded with ``for_page``. Two queries: its relations and its changes."""
    items = list(entry.commitments_by(today))
    relations = _relations(partnership=entry.pk)
    changes = _changes(partnership=entry.pk)
    corrections = Corrections(changes, language, _organizations(entry, items))
    for row in _rows(entry, items, relations):
        row.corrections = corrections.of(row)
    replies = list(entry.replies.all())
    for reply in replies:
        reply.is_unanswered = _is_unanswered(reply, replies)
    for item in items:
        _tell_item(item, entry, items, replies)
        item.replaced_on = _replaced_on(item, changes)
    told = events(entry, items, today)
    return Dossier(
        elsewhere=_elsewhere(entry, other(language)),
        dates=_dates(entry),
        items=items,
        current=sum(item.is_current for item in items),
        replies=[reply for reply in replies if reply.commitment_id is None],
        amounts=[amount for amount in entry.amounts.all() if amount.commitment_id is None],
        updates=list(entry.updates.all()),
        relations=[seen for row in relations if (seen := _relate(entry, row, language))],
        events=told,
        scale=Scale.of(told, today, rtl=direction(language) == "rtl"),
        corrections=corrections.of(entry),
    )


def _elsewhere(entry, language):
    return language, entry.url_in(language) if entry.is_live_in(language) else None


def _dates(entry):
    """The dates that are known, and the main one of its kind even where our sources don't give it."""
    main = MAIN_DATE.get(entry.kind, "announced")
    known = {name: getattr(entry, name) for name in ("announced", "signed", "held")}
    return [(name, when) for name, when in known.items() if when or name == main]


def _organizations(entry, items):
    rows = (*entry.parties.all(), *entry.signatories.all())
    owners = (owner for item in items for owner in item.owners.all())
    return [*(row.organization for row in rows if row.organization_id), *owners]


def _rows(entry, items, relations) -> Iterable[LedgerRow]:
    for name in ("parties", "signatories", "sources", "amounts", "replies", "updates"):
        yield from getattr(entry, name).all()
    for item in items:
        yield item
        yield from item.effective_updates
    yield from relations


def _tell_item(item, entry, items, replies):
    """Give the item what only the other rows of its entry know of it."""
    item.replaces = next((row for row in items if row.pk == item.supersedes_id), None)
    item.replaced_by = next((row for row in items if row.supersedes_id == item.pk), None)
    item.replies_here = [reply for reply in replies if reply.commitment_id == item.pk]
    item.amounts_here = [amount for amount in entry.amounts.all() if amount.commitment_id == item.pk]
    item.progress = progress(item)


def _replaced_on(item, changes):
    """The day of the first act that put another in its place: an import recalls when that was."""
    if item.replaced_by is None:
        return None
    acts = [
        change.at
        for change in changes
        if change.act == LedgerAct.SUPERSEDED
        and (change.subject, change.subject_id) == (Subject.COMMITMENT, item.replaced_by.pk)
    ]
    return timezone.localdate(min(acts, default=item.replaced_by.added_at))


def progress(item: Commitment) -> Progress | None:
    """How far a sourced count has come; None where no source gave one, which is not nought."""
    counted = item.value_so_far
    if counted is None:
        return None
    target = item.target_value
    return Progress(counted, min(FULL, FULL * counted.value / target).quantize(1) if target else None)


def _is_unanswered(reply, replies):
    """Whether nothing came from whoever was asked, about the same thing, on that day or later."""
    return not any(
        answer.replied_on
        and (answer.organization_id, answer.commitment_id) == (reply.organization_id, reply.commitment_id)
        and (reply.asked_on is None or answer.replied_on >= reply.asked_on)
        for answer in replies
    )


@prepared
def _relations(*, partnership):
    """Both those that an entry states and those that lead to it."""
    rows = Relation.objects.filter(Q(partnership=partnership) | Q(other=partnership)).order_by("pk")
    return rows.select_related("partnership", "other", "redaction")


@prepared
def _changes(*, partnership):
    return Change.objects.filter(partnership=partnership).order_by("pk")


def _relate(entry, row, language):
    is_own = row.partnership_id == entry.pk
    if row.is_redacted:
        return Related(TOWARDS[row.kind], None, row) if is_own else None
    thing = row.other if is_own else row.partnership
    if thing.recorded_at is None:
        return None
    return Related((TOWARDS if is_own else BACK)[row.kind], thing, row)
