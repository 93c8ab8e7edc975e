"""Announced items of an entry: of one that is being drafted, or added to one that is on the record."""

from organizations.partnerships import ledger
from organizations.partnerships.enums import UpdateState
from organizations.partnerships.exporting import schema
from organizations.partnerships.models import Commitment, Owner

from . import rows
from .placing import Places
from .problems import refuse
from .statuses import check_status


def place_item(item, number: int, places: Places) -> None:
    """Store an item of a draft, with everything that belongs to it, as it stands."""
    own_number = number_of(item, number, places)
    if isinstance(item, schema.RedactedRow):
        _add_redacted(item, own_number, places)
        return
    check_status(item, places)
    entry, code = places.entry, _code(places, own_number)
    places.read_history(item.history)
    columns = rows.item_columns(item, own_number, places.named)
    stored = Commitment(partnership=entry, **columns, supersedes=places.named(item.supersedes))
    places.store(code, stored)
    Owner.objects.bulk_create(Owner(commitment=stored, organization=owner) for owner in _owners(item, places))
    stored.status, stored.last_checked_on = item.status, rows.day(item.last_checked)
    stored.save()
    about = {"partnership": entry, "commitment": stored}
    places.place_updates(item.updates, stored, f"{code}-")
    places.place("values", item.values, lambda row: rows.amount(row, about, places.named), stored, f"{code}-")
    places.place(
        "replies", item.replies, lambda row: rows.reply(row, about, places.directory), stored, f"{code}-"
    )


def add_item(item, places: Places) -> None:
    """Add an item to an entry on the record, through the verbs, as news of today."""
    next_number = places.entry.commitments.next_number()
    number = number_of(item, next_number, places)
    if number != next_number:
        raise refuse(f"the next item of this entry is {_code(places, next_number)}", places.where)
    if isinstance(item, schema.RedactedRow):
        _add_redacted(item, number, places)
        return
    check_status(item, places)
    stored = _append(item, number, places)
    places.rows[_code(places, number)] = stored
    _append_rows(item, stored, places)
    if item.last_checked:
        ledger.check(stored, by=None, on=rows.day(item.last_checked))


def number_of(item, number, places):
    """The item's own number: that of its code, else its place."""
    if item.id is None:
        return number
    of_entry, own = map(int, item.id.split("-"))
    if of_entry != places.entry.number:
        raise refuse(f"{item.id} is no item of entry {places.entry.number:03d}", places.where)
    if not own <= schema.LARGEST_SMALL_NUMBER:
        raise refuse(f"{item.id} is higher than any item’s number", places.where)
    return own


def _append(item, number, places):
    columns = rows.item_columns(item, number, places.named)
    owners = _owners(item, places)
    if item.supersedes:
        return ledger.supersede(places.named(item.supersedes), by=None, owners=owners, **columns)
    return ledger.add(Commitment(partnership=places.entry, **columns), by=None, owners=owners)


def _append_rows(item, stored, places):
    about = {"partnership": places.entry, "commitment": stored}
    if any(isinstance(row, schema.RedactedRow) for row in [*item.updates, *item.values, *item.replies]):
        raise refuse("redacted rows come only with a new entry", places.where)
    for row in item.updates:
        update = ledger.propose(stored, by=None, **rows.update_columns(row, places.named))
        if update.state == UpdateState.PENDING:
            ledger.confirm(update, by=None)
    for row in item.values:
        ledger.add(rows.amount(row, about, places.named), by=None)
    for row in item.replies:
        ledger.add(rows.reply(row, about, places.directory), by=None)


def _add_redacted(item, number, places):
    empty = rows.redacted("milestones", item.redacted, places.entry, places.entry, places.directory)
    empty.number = number
    places.add_redacted(_code(places, number), empty, item.redacted)


def _owners(item, places):
    return [places.directory.organization(owner.organization) for owner in item.owners]


def _code(places, number):
    return f"{places.entry.number:03d}-{number}"
