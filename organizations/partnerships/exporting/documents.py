"""An entry, and one announced item, as documents that have the shape of ``schema``."""

from django.utils import timezone

from organizations.partnerships.dates import PartialDate
from organizations.partnerships.enums import LedgerAct, Status
from organizations.partnerships.models import Commitment, Partnership
from portal.open_data import DEMO_NOTICE, both, in_both, moment, plain, terms, urls_of

from .places import Places, rows_of_entry, rows_of_item

#: Columns of earlier values that are the database's own.
KEYS = {"organization", "person", "other", "source", "commitment", "supersedes"}


def partnership_document(entry: Partnership) -> dict:
    """Everything public of an entry loaded with ``entries_for_export``."""
    items = entry.commitments.all()
    called = Places(entry, items)
    standing = entry.standing
    return {
        "number": entry.number,
        "slug": entry.slug,
        "url": urls_of(entry),
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
        "signatories": _rows(entry, "signatory", _signatory, called),
        "documents": _rows(entry, "source", _source, called),
        "milestones": [
            redacted_document(item, id=item.code) if item.is_redacted else milestone_document(item, called)
            for item in items
        ],
        "updates": _rows(entry, "partnershipupdate", _update, called),
        "values": _rows(entry, "amount", _value, called),
        "replies": _rows(entry, "reply", _reply, called),
        "relations": _rows(entry, "relation", _relation, called),
        "history": _history(entry, None, called),
        **licensed(entry),
    }


def milestone_document(item: Commitment, called: Places | None = None) -> dict:
    """Everything public of an item that is not redacted, loaded with its entry or by itself."""
    called = called or Places(item.partnership, [item])
    return {
        "id": item.code,
        "code": item.code,
        "type": item.nature,
        "title": both(item, "statement"),
        "owners": [{"organization": owner.slug, "name": both(owner, "name")} for owner in item.owners.all()],
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
        "source": called.of(item.source),
        "supersedes": _code(item, item.supersedes),
        "superseded_by": _code(item, getattr(item, "superseded_by", None)),
        "updates": _rows_of(rows_of_item(item, "commitmentupdate"), _milestone_update, called),
        "values": _rows_of(rows_of_item(item, "amount"), _value, called),
        "replies": _rows_of(rows_of_item(item, "reply"), _reply, called),
        "history": _history(item.partnership, item, called),
    }


def listed_milestone(item: Commitment) -> dict:
    """An item of ``commitments_for_export`` with the entry it stands in; redacted, what stays of it."""
    entry = {"partnership": entry_reference(item.partnership)}
    if item.is_redacted:
        return {**redacted_document(item, id=item.code), **entry}
    return {**milestone_document(item), **licensed(item.partnership), **entry}


def entry_reference(entry: Partnership) -> dict:
    """How an entry is called elsewhere; of a redacted one only the number is told."""
    slug = None if entry.is_redacted else entry.slug
    named = {"title": both(entry, "title"), "url": urls_of(entry)}
    return {"number": entry.number, "slug": slug, **named}


def redacted_document(row, **named) -> dict:
    """What stays of a row that was redacted: how it is called, the day and the public reason."""
    day = timezone.localtime(row.redaction.at).date().isoformat()
    return {**named, "redacted": {"date": day, "reason": both(row.redaction, "note")}}


def licensed(entry):
    notice = in_both(DEMO_NOTICE) if entry.is_demo else None
    return {**terms(), "is_demo": entry.is_demo, "notice": notice}


def _rows(entry, model_name, document, called):
    return _rows_of(rows_of_entry(entry, model_name), document, called)


def _rows_of(rows, document, called):
    return [
        redacted_document(row) if row.is_redacted else {"id": called.of(row), **document(row, called)}
        for row in rows
    ]


def _party(row, _called):
    return {**_organization(row), "roles": [row.role], "order": row.position}


def _signatory(row, _called):
    named = {"person": row.person.slug, "name": both(row.person, "name")}
    return {**named, "organization": row.organization.slug, "office": both(row, "office")}


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
        "source": called.of(row.source),
        "note": both(row, "note"),
        "status": row.status or None,
        "effective_at": moment(row.effective_at),
    }


def _milestone_update(row, called):
    return {**_update(row, called), "value": plain(row.value)}


def _value(row, called):
    value = {"amount": plain(row.value), "currency": row.currency}
    return {"value": value, "stage": row.stage, "source": called.of(row.source)}


def _reply(row, _called):
    days = {"asked_on": _iso_day(row.asked_on), "replied_on": _iso_day(row.replied_on)}
    return {**_organization(row), **days, "text": both(row, "text")}


def _relation(row, _called):
    return {"kind": row.kind, "partnership": row.other.slug}


def _organization(row):
    return {"organization": row.organization.slug, "name": both(row.organization, "name")}


def _target(item):
    unit = both(item, "unit")
    if item.target_value is None and unit is None and not item.target_is_minimum:
        return None
    return {"value": plain(item.target_value), "is_minimum": item.target_is_minimum, "unit": unit}


def _date_met(item):
    """When a source said that it was completed, where that still is what the parties say."""
    said = [update.said for update in item.effective_updates if update.status == Status.COMPLETED]
    return said[-1].iso if said and item.status == Status.COMPLETED else None


def _code(item, other):
    """The code of another item of the same entry."""
    return f"{item.partnership.number:03d}-{other.number}" if other else None


def _history(entry, item, called):
    """The public acts on an entry itself and its own rows, or on one item and what belongs to it."""
    return [
        {
            "at": moment(change.at),
            "act": change.act,
            "about": called.subject_of(change),
            "note": both(change, "note"),
            "before": _before(change),
        }
        for change in entry.changes.all()
        if called.about(change, item)
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
