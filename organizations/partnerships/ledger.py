"""The verbs of the ledger: what is on the record is added to, corrected and redacted through them alone.

Each verb checks the right of its actor, works in one transaction with the entry locked, leaves a ``Change``
behind and returns what it changed. ``by=None`` is a management command, run by whoever holds the server.
Text goes in as columns of their language (``note_ar``, ``note_en``), at least one of which is filled.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organizations.models import Organization
from portal.accounts.models import User

from .enums import LedgerAct, PartnershipKind, UpdateState
from .models import Change, Commitment, LedgerRow, Partnership, Update
from .models.partnership import DAYS
from .redacting import erase, erase_entry
from .rights import Right
from .steps import (
    LedgerError,
    announce,
    append,
    entry_of,
    languages_in,
    languages_of,
    leads_to,
    lock,
    mend,
    mend_owners,
    note_change,
    refuse_coming,
    refuse_decided,
    refuse_draft,
    refuse_redacted,
    refuse_replaced,
    refuse_unseen_source,
    require,
    store,
    stored_row,
)


@transaction.atomic
def record(
    partnership: Partnership,
    *,
    by: User | None,
    at: datetime | None = None,
    first_status: str | None = None,
) -> Partnership:
    """Put a draft on the record: readers see it from now on, and it is only added to.

    An import says when another copy of this ledger recorded it (``at``), and what the parties said then.
    """
    entry = lock(partnership)
    require(by, Right.RECORD)
    if entry.recorded_at:
        raise LedgerError(_("This entry is on the record already."))
    if not entry.sources.exists():
        raise LedgerError(_("Without a source nothing is put on the record."))
    if not entry.parties.exists():
        raise LedgerError(_("Say first which organisations take part, and in which role."))
    refuse_coming(entry)
    at = at or timezone.now()
    store(entry, recorded_at=at, first_status=entry.status if first_status is None else first_status)
    note_change(entry, LedgerAct.RECORDED, by, at=at)
    return entry


@transaction.atomic
def add(row: LedgerRow, *, by: User | None, owners: Iterable[Organization] = ()) -> LedgerRow:
    """Append a row to an entry: a source, an item, a signatory, a reply … ``owners`` are those of an item.

    Raises ValidationError for what can't stand there.
    """
    entry = lock(row.entry)
    require(by, Right.RECORD, languages_of(row))
    refuse_redacted(entry)
    refuse_decided(row, by)
    refuse_unseen_source(row, by)
    append(row, owners)
    note_change(entry, LedgerAct.ADDED, by, row)
    return row


@transaction.atomic
def propose(thing: Partnership | Commitment, *, by: User | None, **columns) -> Update:
    """Add what a source said later: ``source``, ``said_on``, a note, and for an item perhaps its ``value``.

    With a new ``status`` readers see nothing of it until somebody else has confirmed it. A source that isn't
    stored yet comes with the update, and waits with it.
    """
    entry = lock(entry_of(thing))
    refuse_draft(entry)
    refuse_redacted(entry)
    if entry.kind == PartnershipKind.MEETING and leads_to(thing) == "partnership" and columns.get("status"):
        raise LedgerError(_("A meeting has no status."))
    if (source := columns["source"]).pk is None:
        require(by, Right.PROPOSE, languages_of(source))
        source.came_with_update = True
        append(source)
    elif stored_row(source).is_redacted:
        raise LedgerError(_("This source was redacted, or waits for confirmation with its update."))
    update = thing.updates.model(**{leads_to(thing): thing}, **columns)
    require(by, Right.PROPOSE, languages_of(update))
    refuse_replaced(stored_row(thing))
    update.proposed_by = by
    is_news_of_status = update.status not in {"", stored_row(thing).status}
    update.effective_at = None if is_news_of_status else timezone.now()
    append(update)
    note_change(entry, LedgerAct.PROPOSED if is_news_of_status else LedgerAct.UPDATED, by, update)
    return update


@transaction.atomic
def confirm(update: Update, *, by: User | None) -> Update:
    """Let a proposed status count. Raises LedgerError for whoever proposed it, and where it waits no more."""
    entry, update = _pending(update, by, Right.CONFIRM)
    if by is not None and by.pk == update.proposed_by_id:
        raise LedgerError(_("A change of status is confirmed by somebody other than who proposed it."))
    if stored_row(update.source).is_redacted:
        raise LedgerError(_("This source was redacted, or waits for confirmation with its update."))
    thing = stored_row(update.about)
    refuse_replaced(thing)
    store(update, effective_at=timezone.now(), confirmed_by=by)
    stating = thing.updates.effective().filter(redaction=None).exclude(status="")
    stating = stating.order_by("said_on", "effective_at", "pk")
    store(thing, status=stating.last().status)
    note_change(entry, LedgerAct.CONFIRMED, by, update)
    return update


@transaction.atomic
def decline(update: Update, *, by: User | None, **note) -> Update:
    """Refuse a proposed status, with a note for whoever proposed it; readers see neither.

    Whoever proposed it may take it back.
    """
    is_own = by is not None and by.pk == stored_row(update).proposed_by_id
    entry, update = _pending(update, by, Right.PROPOSE if is_own else Right.CONFIRM)
    store(update, declined_at=timezone.now())
    note_change(entry, LedgerAct.DECLINED, by, update, **note)
    return update


@transaction.atomic
def check(thing: Partnership | Commitment, *, by: User | None, on: date | None = None) -> Change:
    """Note that somebody looked on this day and found nothing later, for an entry in all its items."""
    entry = lock(entry_of(thing))
    require(by, Right.PROPOSE)
    refuse_draft(entry)
    refuse_redacted(entry)
    on = on or timezone.localdate()
    if on > timezone.localdate():
        raise LedgerError(_("This day is still to come."))
    is_entry = isinstance(thing, Partnership)
    for checked in (entry, *entry.commitments.current()) if is_entry else (stored_row(thing),):
        if checked.last_checked_on is None or checked.last_checked_on < on:
            store(checked, last_checked_on=on)
    return note_change(entry, LedgerAct.CHECKED, by, None if is_entry else thing)


@transaction.atomic
def supersede(
    commitment: Commitment, *, by: User | None, owners: Iterable[Organization] = (), **columns
) -> Commitment:
    """Add the item that a later announcement put in the place of this one, which stays to be read."""
    entry = lock(commitment.partnership)
    item = Commitment(partnership=entry, supersedes=commitment, **columns)
    refuse_decided(item, by)
    require(by, Right.RECORD, languages_of(item))
    refuse_draft(entry)
    stored = stored_row(commitment)
    refuse_replaced(stored)
    if by is not None and stored.status != stored.first_status:
        raise LedgerError(_("An update gave this item a status: add what was announced later as an item."))
    if _says_the_same(item, stored, owners):
        raise LedgerError(_("Nothing differs from what is recorded."))
    append(item, owners)
    note_change(entry, LedgerAct.SUPERSEDED, by, item)
    return item


@transaction.atomic
def correct(
    thing: Partnership | LedgerRow,
    *,
    by: User | None,
    note_ar: str | None = None,
    note_en: str | None = None,
    owners: Iterable[Organization] | None = None,
    **columns,
) -> Change:
    """Mend what was recorded wrongly. What stood there stays readable, with the reason, in the change.

    A status is no column for this: it takes an update that somebody confirms. ``owners`` are an item's.
    """
    entry = lock(entry_of(thing))
    touched = dict.fromkeys(columns, True)  # emptying a column is writing in its language
    require(by, Right.RECORD, languages_in(touched | {"note_ar": note_ar, "note_en": note_en}))
    refuse_draft(entry)
    refuse_redacted(entry)
    stored = stored_row(thing)
    if stored.is_redacted:
        raise LedgerError(_("What was redacted can’t be corrected."))
    if isinstance(stored, Update) and stored.status and "said_on" in columns:
        raise LedgerError(_("The day of a status is not corrected: propose the status once more."))
    if not (note_ar or note_en):
        raise LedgerError(_("Say why in a public note, in at least one language."))
    before = mend(stored, columns)
    if owners is not None:
        before |= mend_owners(stored, owners)
    if not before:
        raise LedgerError(_("Nothing differs from what is recorded."))
    if isinstance(stored, Partnership) and before.keys() & DAYS:
        refuse_coming(stored)
        store(stored, sorted_on=stored.earliest_day)
    notes = {"note_ar": note_ar, "note_en": note_en}
    return note_change(entry, LedgerAct.CORRECTED, by, stored, **notes, before=before)


@transaction.atomic
def redact(
    thing: Partnership | LedgerRow,
    *,
    by: User | None,
    note_ar: str | None = None,
    note_en: str | None = None,
) -> Change:
    """Take words out of the record for good; number, time and public reason stay. There is no way back."""
    entry = lock(entry_of(thing))
    require(by, Right.REDACT, languages_in({"note_ar": note_ar, "note_en": note_en}))
    refuse_draft(entry)
    if not (note_ar or note_en):
        raise LedgerError(_("Say why in a public note, in at least one language."))
    if stored_row(thing).is_redacted:
        raise LedgerError(_("This was redacted already."))
    notes = {"note_ar": note_ar, "note_en": note_en}
    change = note_change(entry, LedgerAct.REDACTED, by, thing, is_done=False, **notes)
    if isinstance(thing, Partnership):
        erase_entry(stored_row(thing), change)
    else:
        erase(stored_row(thing), change)
    announce(change)
    return change


@transaction.atomic
def add_redacted(row: LedgerRow, *, by: User | None, at: datetime, **note) -> Change:
    """Append a row of which another copy of this ledger kept only when and why it was redacted."""
    entry = lock(row.entry)
    require(by, Right.REDACT, languages_in(note))
    columns = {"subject": row._meta.model_name, "at": at, **note}
    change = note_change(entry, LedgerAct.REDACTED, by, is_done=False, **columns)
    row.redaction = change
    row.save(force_insert=True)
    store(change, subject_id=row.pk)
    announce(change)
    return change


@transaction.atomic
def recall(
    thing: Partnership | LedgerRow, act: LedgerAct, *, by: User | None, at: datetime, **columns
) -> Change:
    """Note an act of the past that another copy of this ledger has in its history, with its ``note``.

    Nothing is announced: what it did is there already.
    """
    entry = lock(entry_of(thing))
    require(by, Right.RECORD, languages_in(columns))
    return note_change(entry, act, by, thing, at=at, is_done=False, **columns)


def _pending(update, by, right):
    entry = lock(update.entry)
    require(by, right)
    stored = stored_row(update)
    if stored.state != UpdateState.PENDING or stored.is_redacted:
        raise LedgerError(_("This proposal was decided already."))
    return entry, stored


def _says_the_same(item, stored, owners):
    """Whether a later announcement, as it was typed, is word for word the one that it would replace."""
    names = [name for name in item.SAYS if getattr(item, name) != getattr(stored, name)]
    return not names and {owner.pk for owner in owners} == set(stored.owners.values_list("pk", flat=True))
