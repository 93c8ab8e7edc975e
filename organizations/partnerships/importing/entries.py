"""A new entry out of its document: a draft first, then put on the record with its history."""

from functools import partial

from django.core.exceptions import ValidationError

from organizations.partnerships import ledger
from organizations.partnerships.exporting import schema
from organizations.partnerships.models import Partnership
from organizations.partnerships.models.partnership import DATES

from . import rows
from .items import place_item
from .placing import Places
from .problems import Refused, of_columns, refuse
from .statuses import check_status


def draft(document: schema.Partnership, where: str) -> Partnership:
    """The bare entry, so that others can be related to it."""
    entry = Partnership(
        number=document.number,
        slug=document.slug,
        kind=document.kind,
        status=document.status or "",
        **{c: v for name in DATES for c, v in rows.partial(name, getattr(document, name)).items()},
        **{c: v for name in ("title", "summary", "place", "event") for c, v in _words(document, name)},
        last_checked_on=rows.day(document.last_checked),
        is_demo=document.is_demo,
    )
    if document.number and (taken := Partnership.objects.filter(number=document.number).first()):
        raise refuse(f"the number {document.number} is that of the entry “{taken.slug}”", where)
    try:
        entry.clean_columns()
        entry.full_clean(exclude=["number"])
    except ValidationError as error:
        raise Refused(*of_columns(error, where)) from error
    entry.save(force_insert=True)
    return entry


def fill(entry: Partnership, document: schema.Partnership, items, directory, where: str) -> None:
    """Store every row, then put the entry on the record as of the day on which it was recorded."""
    places = Places(entry, directory, where)
    places.read_history(document.history)
    for noun, make in (
        ("documents", rows.source),
        ("parties", rows.party),
        ("signatories", rows.signatory),
        ("relations", rows.relation),
    ):
        places.place(noun, getattr(document, noun), partial(_made, make, entry, directory), entry)
    check_status(document, places)
    places.place_updates(document.updates, entry)
    about = {"partnership": entry}
    places.place("values", document.values, lambda row: rows.amount(row, about, places.named), entry)
    places.place("replies", document.replies, lambda row: rows.reply(row, about, directory), entry)
    histories = [*document.history]
    for number, (item_where, item) in enumerate(items, start=1):
        places.where = item_where
        place_item(item, number, places)
        histories += getattr(item, "history", [])
    places.where = where
    first = rows.first_status(document)
    ledger.record(entry, by=None, at=rows.moment(document.recorded_at), first_status=first)
    places.recall(sorted(histories, key=lambda change: rows.moment(change.at)))


def _made(make, entry, directory, row):
    return make(row, entry, directory)


def _words(document, name):
    return rows.words(name, getattr(document, name)).items()
