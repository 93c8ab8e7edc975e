"""An entry, and one announced item, as documents that have the shape of ``schema``."""

from functools import cache

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from organizations.exporting import licensed
from organizations.partnerships.dates import PartialDate
from organizations.partnerships.enums import LedgerAct, Status
from portal.addresses import absolute
from portal.open_data import both, moment, plain

from .loading import entries_for_export, items_for_export
from .places import Places
from .plain_rows import EntryRow, ItemRow

#: Columns of earlier values that are the database's own.
KEYS = {"source", "commitment", "supersedes"}


def partnership_documents(keys: list[int]) -> list[dict]:
    """Everything public of the entries with these keys, in this order."""
    return [_whole_partnership(entry) for entry in entries_for_export(keys)]


def partnership_documents_without_milestones(keys: list[int]) -> list[dict]:
    """The same for a table of entries, which has no milestones."""
    return [_partnership(entry, Places(entry)) for entry in entries_for_export(keys)]


def milestone_documents(keys: list[int]) -> list[dict]:
    """The items with these keys, each with the entry it stands in; of a redacted one, what stays of it."""
    items = items_for_export(keys)
    entries = {item.partnership.pk: item.partnership for item in items}
    called = {key: Places(entry) for key, entry in entries.items()}
    return [_listed_milestone(item, called[item.partnership.pk]) for item in items]


def _whole_partnership(entry):
    called = Places(entry)
    milestones = [
        redacted_document(item, id=item.code) if item.is_redacted else _milestone(item, called)
        for item in entry.announced_items
    ]
    return _partnership(entry, called) | {"milestones": milestones}


def entry_itself(entry: EntryRow, called: Places) -> dict:
    """What an entry says, with its parties and without its other rows."""
    standing = entry.standing
    return {
        "number": entry.number,
        "slug": entry.slug,
        "url": _urls(entry),
        "kind": entry.kind,
        **{name: both(entry, name) for name in ("title", "summary", "place", "event")},
        **{name: _iso(getattr(entry, name)) for name in ("announced", "signed", "held")},
        "status": entry.status or None,
        "first_status": entry.first_status or None,
        "evidence": standing.evidence,
        "by_stated_date": {str(line): number for line, number in standing.by_stated_date},
        "last_checked": _iso_day(entry.last_checked_on),
        "recorded_at": moment(entry.recorded_at),
        "parties": _rows(entry, "party", _party, called),
    }


def _partnership(entry: EntryRow, called: Places) -> dict:
    return {
        **entry_itself(entry, called),
        "signatories": _rows(entry, "signatory", _signatory, called),
        "documents": _rows(entry, "source", _source, called),
        "milestones": [],  # their place among the members
        "updates": _rows(entry, "partnershipupdate", _update, called),
        "values": _rows(entry, "amount", _value, called),
        "replies": _rows(entry, "reply", _reply, called),
        "relations": _rows(entry, "relation", _relation, called),
        "history": _history(called),
        **licensed(entry),
    }


def item_itself(item: ItemRow, called: Places) -> dict:
    """What an item says, without the rows that belong to it."""
    return {
        "id": item.code,
        "code": item.code,
        "type": item.nature,
        "title": both(item, "statement"),
        "owners": list(map(_organization, item.owners)),
        "target": _target(item),
        "due_text": both(item, "due_text"),
        "due_earliest": _iso_day(item.due_earliest),
        "dueDate": _iso_day(item.due_latest),
        "due_condition": both(item, "due_condition"),
        "dateMet": _date_met(item),
        "status": item.status,
        "first_status": item.first_status,
        "evidence": item.evidence,
        "by_stated_date": item.by_stated_date_on(timezone.localdate()),
        "last_checked": _iso_day(item.last_checked_on),
        "source": called.of("source", item.source_id),
        "supersedes": _code(item, item.supersedes__number),
        "superseded_by": _code(item, item.superseded_by__number),
    }


def _milestone(item: ItemRow, called: Places) -> dict:
    return {
        **item_itself(item, called),
        "updates": _rows(item, "commitmentupdate", _milestone_update, called),
        "values": _rows(item, "amount", _value, called),
        "replies": _rows(item, "reply", _reply, called),
        "history": _history(called, item),
    }


def _listed_milestone(item, called):
    entry = {"partnership": entry_reference(item.partnership)}
    if item.is_redacted:
        return {**redacted_document(item, id=item.code), **entry}
    return {**_milestone(item, called), **licensed(item.partnership), **entry}


def entry_reference(entry) -> dict:
    """How an entry is called elsewhere; of a redacted one only the number is told."""
    slug = None if entry.is_redacted else entry.slug
    named = {"title": both(entry, "title"), "url": _urls(entry)}
    return {"number": entry.number, "slug": slug, **named}


def redacted_document(row, **named) -> dict:
    """What stays of a row that was redacted: how it is called, the day and the public reason."""
    day = timezone.localtime(row.redaction.at).date().isoformat()
    return {**named, "redacted": {"date": day, "reason": both(row.redaction, "note")}}


def _urls(entry):
    return {language: absolute(_address(language) % entry.slug) for language in entry.languages}


@cache
def _address(language):
    """The addresses of entries, worked out once: a large ledger has twenty thousand."""
    with override(language):
        return reverse("partnerships:detail", args=["slug"]).replace("slug", "%s")


def _rows(thing, model_name, document, called):
    return [
        redacted_document(row)
        if row.is_redacted
        else {"id": called.of(model_name, row.pk), **document(row, called)}
        for row in thing.rows[model_name]
    ]


def _party(row, _called):
    return {**_organization(row), "roles": [row.role], "order": row.position}


def _signatory(row, _called):
    named = {"person": row.person__slug, "name": both(row, "person__name")}
    return {**named, "organization": row.organization__slug, "office": both(row, "office")}


def _source(row, _called):
    return {
        "kind": row.kind,
        "publisher": both(row, "publisher"),
        "title": both(row, "title"),
        "archived_title": row.archived_title or None,
        "language": row.language or None,
        "url": row.url or None,
        "datePublished": _iso(row.published),
        "read_on": _iso_day(row.read_on),
        "origin": row.origin or None,
        "is_conflicting": row.is_conflicting,
        "for_item_only": row.for_item_only,
        "came_with_update": row.came_with_update,
    }


def _update(row, called):
    return {
        "said": row.said.iso,
        "source": called.of("source", row.source_id),
        "note": both(row, "note"),
        "status": row.status or None,
        "effective_at": moment(row.effective_at),
    }


def _milestone_update(row, called):
    return {**_update(row, called), "value": plain(row.value)}


def _value(row, called):
    value = {"amount": plain(row.value), "currency": row.currency}
    return {"value": value, "stage": row.stage, "source": called.of("source", row.source_id)}


def _reply(row, _called):
    days = {"asked_on": _iso_day(row.asked_on), "replied_on": _iso_day(row.replied_on)}
    return {**_organization(row), **days, "text": both(row, "text")}


def _relation(row, _called):
    return {"kind": row.kind, "partnership": row.other__slug}


def _organization(row):
    return {"organization": row.organization__slug, "name": both(row, "organization__name")}


def _target(item):
    unit = both(item, "unit")
    if item.target_value is None and unit is None and not item.target_is_minimum:
        return None
    return {"value": plain(item.target_value), "is_minimum": item.target_is_minimum, "unit": unit}


def _date_met(item):
    """When a source said that it was completed, where that still is what the parties say."""
    if item.status != Status.COMPLETED:
        return None
    met = [update for update in item.effective_updates if update.status == Status.COMPLETED]
    return max(met, key=lambda update: (update.said_on, update.pk)).said.iso if met else None


def _code(item, number):
    """The code of another item of the same entry."""
    return f"{item.partnership.number:03d}-{number}" if number else None


def _history(called, item=None):
    """The public acts on an entry itself and its own rows, or on one item and what belongs to it."""
    return [
        {
            "at": moment(change.at),
            "act": change.act,
            "about": called.of(change.subject, change.subject_id),
            "note": both(change, "note"),
            "before": _before(change),
        }
        for change in called.changes(item)
    ]


def _before(change):
    """What corrected columns said; the keys by which the database knows a row mean nothing elsewhere."""
    if change.act != LedgerAct.CORRECTED or not change.before:
        return None
    return {name: said for name, said in change.before.items() if name not in KEYS} or None


def _iso(partial: PartialDate | None):
    return partial.iso if partial else None


def _iso_day(day):
    return day.isoformat() if day else None
