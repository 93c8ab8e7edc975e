"""The verbs of the ledger: what is on the record is added to, corrected and redacted through them alone.

Each verb checks the right of its actor, works in one transaction with the entry locked, leaves a ``Change``
behind and returns what it changed. ``by=None`` is a management command, run by whoever holds the server.
Text goes in as columns of their language (``note_ar``, ``note_en``), at least one of which is filled.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from organizations.models import Organization
from portal.accounts.models import User
from portal.bilingual.clean_columns import CleanColumns
from portal.bilingual.languages import LANGUAGES

from .enums import LedgerAct, UpdateState
from .models import Change, Commitment, LedgerRow, Owner, Partnership, Update
from .models.append_only import remove, write
from .models.partnership import DAYS
from .redacting import erase, erase_entry
from .rights import Right, may


class LedgerError(Exception):
    """What was asked for can't be done with this entry; the message is for whoever asked."""


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
    entry = _lock(partnership)
    _require(by, Right.RECORD)
    if entry.recorded_at:
        raise LedgerError(_("This entry is on the record already."))
    if not entry.sources.exists():
        raise LedgerError(_("Without a source nothing is put on the record."))
    if not entry.parties.exists():
        raise LedgerError(_("Say first which organisations take part, and in which role."))
    at = at or timezone.now()
    _set(entry, recorded_at=at, first_status=entry.status if first_status is None else first_status)
    _note(entry, LedgerAct.RECORDED, by, at=at)
    return entry


@transaction.atomic
def add(row: LedgerRow, *, by: User | None, owners: Iterable[Organization] = ()) -> LedgerRow:
    """Append a row to an entry: a source, an item, a signatory, a reply … ``owners`` are those of an item.

    Raises ValidationError for what can't stand there.
    """
    entry = _lock(row.entry)
    _require(by, Right.RECORD, _words(row))
    _refuse_redacted(entry)
    _append(row, owners)
    _note(entry, LedgerAct.ADDED, by, row)
    return row


@transaction.atomic
def propose(thing: Partnership | Commitment, *, by: User | None, **columns) -> Update:
    """Add what a source said later: ``source``, ``said_on``, a note, and for an item perhaps its ``value``.

    With a new ``status`` readers see nothing of it until somebody else has confirmed it. A source that isn't
    stored yet comes with the update, and waits with it.
    """
    entry = _lock(_entry_of(thing))
    _refuse_redacted(entry)
    if (source := columns["source"]).pk is None:
        _require(by, Right.PROPOSE, _words(source))
        source.came_with_update = True
        _append(source)
    update = thing.updates.model(**{_leads_to(thing): thing}, **columns)
    _require(by, Right.PROPOSE, _words(update))
    _refuse_replaced(_stored(thing))
    update.proposed_by = by
    is_news_of_status = update.status not in {"", _stored(thing).status}
    update.effective_at = None if is_news_of_status else timezone.now()
    _append(update)
    _note(entry, LedgerAct.PROPOSED if is_news_of_status else LedgerAct.UPDATED, by, update)
    return update


@transaction.atomic
def confirm(update: Update, *, by: User | None) -> Update:
    """Let a proposed status count. Raises LedgerError for whoever proposed it, and where it waits no more."""
    entry, update = _pending(update, by)
    if by is not None and by.pk == update.proposed_by_id:
        raise LedgerError(_("A change of status is confirmed by somebody other than who proposed it."))
    thing = _stored(update.about)
    _refuse_replaced(thing)
    _set(update, effective_at=timezone.now(), confirmed_by=by)
    stating = thing.updates.effective().exclude(status="").order_by("said_on", "effective_at", "pk")
    _set(thing, status=stating.last().status)
    _note(entry, LedgerAct.CONFIRMED, by, update)
    return update


@transaction.atomic
def decline(update: Update, *, by: User | None, **note) -> Update:
    """Refuse a proposed status, with a note for whoever proposed it; readers see neither."""
    entry, update = _pending(update, by)
    _set(update, declined_at=timezone.now())
    _note(entry, LedgerAct.DECLINED, by, update, **note)
    return update


@transaction.atomic
def check(thing: Partnership | Commitment, *, by: User | None, on: date | None = None) -> Change:
    """Note that somebody looked on this day and found nothing later, for an entry in all its items."""
    entry = _lock(_entry_of(thing))
    _require(by, Right.PROPOSE)
    _refuse_redacted(entry)
    on = on or timezone.localdate()
    if on > timezone.localdate():
        raise LedgerError(_("This day is still to come."))
    is_entry = isinstance(thing, Partnership)
    for checked in (entry, *entry.commitments.current()) if is_entry else (_stored(thing),):
        if checked.last_checked_on is None or checked.last_checked_on < on:
            _set(checked, last_checked_on=on)
    return _note(entry, LedgerAct.CHECKED, by, None if is_entry else thing)


@transaction.atomic
def supersede(
    commitment: Commitment, *, by: User | None, owners: Iterable[Organization] = (), **columns
) -> Commitment:
    """Add the item that a later announcement put in the place of this one, which stays to be read."""
    entry = _lock(commitment.partnership)
    item = Commitment(partnership=entry, supersedes=commitment, **columns)
    _require(by, Right.RECORD, _words(item))
    _refuse_replaced(_stored(commitment))
    _append(item, owners)
    _note(entry, LedgerAct.SUPERSEDED, by, item)
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
    entry = _lock(_entry_of(thing))
    _require(by, Right.RECORD, _languages({**columns, "note_ar": note_ar, "note_en": note_en}))
    _refuse_redacted(entry)
    stored = _stored(thing)
    if stored.is_redacted:
        raise LedgerError(_("What was redacted can’t be corrected."))
    if not (note_ar or note_en):
        raise LedgerError(_("Say why in a public note, in at least one language."))
    before = _mend(stored, columns)
    if owners is not None:
        before |= _mend_owners(stored, owners)
    if not before:
        raise LedgerError(_("Nothing differs from what is recorded."))
    if isinstance(stored, Partnership) and before.keys() & DAYS:
        _set(stored, sorted_on=stored.earliest_day)
    notes = {"note_ar": note_ar, "note_en": note_en}
    return _note(entry, LedgerAct.CORRECTED, by, stored, **notes, before=before)


@transaction.atomic
def redact(
    thing: Partnership | LedgerRow,
    *,
    by: User | None,
    note_ar: str | None = None,
    note_en: str | None = None,
) -> Change:
    """Take words out of the record for good; number, time and public reason stay. There is no way back."""
    entry = _lock(_entry_of(thing))
    _require(by, Right.REDACT, _languages({"note_ar": note_ar, "note_en": note_en}))
    if not (note_ar or note_en):
        raise LedgerError(_("Say why in a public note, in at least one language."))
    if _stored(thing).is_redacted:
        raise LedgerError(_("This was redacted already."))
    change = _note(entry, LedgerAct.REDACTED, by, thing, note_ar=note_ar, note_en=note_en)
    if isinstance(thing, Partnership):
        erase_entry(_stored(thing), change)
    else:
        erase(_stored(thing), change)
    return change


@transaction.atomic
def add_redacted(row: LedgerRow, *, by: User | None, at: datetime, **note) -> Change:
    """Append a row of which another copy of this ledger kept only when and why it was redacted."""
    entry = _lock(row.entry)
    _require(by, Right.REDACT, _languages(note))
    change = _note(entry, LedgerAct.REDACTED, by, subject=row._meta.model_name, at=at, **note)
    row.redaction = change
    row.save(force_insert=True)
    _set(change, subject_id=row.pk)
    return change


@transaction.atomic
def recall(
    thing: Partnership | LedgerRow, act: LedgerAct, *, by: User | None, at: datetime, **columns
) -> Change:
    """Note an act of the past that another copy of this ledger has in its history, with its ``note``."""
    entry = _lock(_entry_of(thing))
    _require(by, Right.RECORD, _languages(columns))
    return _note(entry, act, by, thing, at=at, **columns)


def _lock(entry):
    """The entry as it is stored, which nobody else changes until this transaction ends."""
    return Partnership.objects.select_for_update().get(pk=entry.pk)


def _require(by, right, languages=()):
    if by is not None and not may(by, right, languages):
        raise PermissionDenied(right.name)


def _refuse_redacted(entry):
    if entry.is_redacted:
        raise LedgerError(_("This entry was redacted; nothing is added to it."))


def _pending(update, by):
    entry = _lock(update.entry)
    _require(by, Right.CONFIRM)
    stored = _stored(update)
    if stored.state != UpdateState.PENDING or stored.is_redacted:
        raise LedgerError(_("This proposal was decided already."))
    return entry, stored


def _refuse_replaced(thing):
    if isinstance(thing, Commitment) and not thing.is_current:
        raise LedgerError(_("This item was replaced or redacted; update the one that stands."))


def _append(row, owners=()):
    _clean(row, exclude=["number"])
    row.save(force_insert=True)
    Owner.objects.bulk_create(Owner(commitment=row, organization=owner) for owner in owners)


def _clean(row, **options):
    if isinstance(row, CleanColumns):
        row.clean_columns()
    row.full_clean(**options)


def _set(row, **columns):
    """Store columns that are the verbs' own, of a row that may be on the record."""
    for name, value in columns.items():
        setattr(row, name, value)
    write(row, *columns)


def _mend(row, columns):
    """Store what a correction says; returns what these columns said before, as JSON has it."""
    fixed = {"status", getattr(row, "ENTRY", "").partition("__")[0]}
    if (
        columns.keys() - {field.name for field in row._meta.concrete_fields if field.editable}
        | columns.keys() & fixed
    ):
        raise LedgerError(_("A correction can’t change this; a status changes by an update."))
    before = {name: _as_json(row, name) for name in columns}
    for name, value in columns.items():
        setattr(row, name, value)
    _clean(row)
    before = {name: said for name, said in before.items() if said != _as_json(row, name)}
    if before:
        write(row, *before)
    return before


def _mend_owners(commitment, owners):
    """Store who announced an item; returns who stood there before, by their addresses."""
    rows = commitment.owner_rows.all()
    before = sorted(row.organization.slug for row in rows.select_related("organization"))
    if before == sorted(owner.slug for owner in owners):
        return {}
    remove(rows)
    Owner.objects.bulk_create(Owner(commitment=commitment, organization=owner) for owner in owners)
    return {"owners": before}


def _as_json(row, name):
    """Text as it stands in the column; of somebody named, the address, which says who it was."""
    field = row._meta.get_field(name)
    if getattr(row, field.attname) is None:
        return None
    named = getattr(row, name) if field.is_relation else None
    return getattr(named, "slug", None) or field.value_to_string(row)


def _note(entry, act, by, thing=None, **columns):
    """Leave a change behind; whoever compiled the names of the ledger reads them anew."""
    if isinstance(thing, LedgerRow):
        columns |= {"subject": thing._meta.model_name, "subject_id": thing.pk}
    change = Change(partnership=entry, act=act, by=by, **columns)
    change.clean_columns()
    change.full_clean(exclude=["by"])
    change.save(force_insert=True)
    Partnership.objects.filter(pk=entry.pk).update(touched_at=timezone.now())
    return change


def _entry_of(thing):
    return thing if isinstance(thing, Partnership) else thing.entry


def _stored(thing: Model):
    return type(thing)._base_manager.get(pk=thing.pk)


def _leads_to(thing):
    return "partnership" if isinstance(thing, Partnership) else "commitment"


def _words(row):
    """The languages in which the row says something."""
    columns = {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return _languages(columns)


def _languages(columns: Mapping):
    return [code for code in LANGUAGES if any(v and n.endswith(f"_{code}") for n, v in columns.items())]
