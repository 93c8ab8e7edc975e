"""The rows of a document as rows of the database, not stored yet."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from organizations.partnerships.dates import PartialDate
from organizations.partnerships.models import (
    Amount,
    Commitment,
    CommitmentUpdate,
    PartnershipUpdate,
    Party,
    Relation,
    Reply,
    Signatory,
    Source,
)
from portal.bilingual.languages import LANGUAGES


def words(name, text):
    """The columns of a text in each language."""
    return {f"{name}_{language}": getattr(text, language, None) for language in LANGUAGES}


def partial(name, text):
    """The columns of a date as precisely as it is known."""
    parsed = PartialDate.parse(text) if text else None
    return {
        f"{name}_on": parsed.first_day if parsed else None,
        f"{name}_precision": parsed.precision if parsed else "",
    }


def day(text):
    return date.fromisoformat(text) if text else None


def moment(text):
    return datetime.fromisoformat(text) if text else None


def party(row, entry, directory):
    organization = directory.organization(row.organization)
    return Party(partnership=entry, organization=organization, role=row.roles[0], position=row.order)


def signatory(row, entry, directory):
    named = {
        "person": directory.person(row.person),
        "organization": directory.organization(row.organization),
    }
    return Signatory(partnership=entry, **named, **words("office", row.office))


def source(row, entry, _directory):
    return Source(
        partnership=entry,
        kind=row.kind,
        **words("publisher", row.publisher),
        **words("title", row.title),
        archived_title=row.archived_title or "",
        language=row.language or "",
        url=row.url or "",
        **partial("published", row.datePublished),
        read_on=day(row.read_on),
        origin=row.origin or "",
        is_conflicting=row.is_conflicting,
        for_item_only=row.for_item_only,
        came_with_update=row.came_with_update,
    )


def relation(row, entry, directory):
    return Relation(partnership=entry, kind=row.kind, other=directory.entry(row.partnership))


def item_columns(row, number, named):
    """What an announced item says, in columns. ``named`` finds the row of this run that is called so."""
    target = row.target
    return {
        "number": number,
        "nature": row.type,
        **words("statement", row.title),
        "target_value": Decimal(target.value) if target and target.value else None,
        "target_is_minimum": bool(target and target.is_minimum),
        **words("unit", target and target.unit),
        **words("due_text", row.due_text),
        "due_earliest": day(row.due_earliest),
        "due_latest": day(row.dueDate),
        **words("due_condition", row.due_condition),
        "status": first_status(row),
        "source": named(row.source),
    }


def first_status(row):
    """What the parties said at first; a file may leave it out where nothing has changed it since."""
    is_unchanged = not any(getattr(update, "status", None) for update in row.updates)
    return row.first_status or (row.status if is_unchanged else None) or ""


def update_columns(row, named):
    """What an update says, of an entry or of an item, in columns."""
    parsed = PartialDate.parse(row.said)
    columns = {"said_on": parsed.first_day, "said_precision": parsed.precision, "source": named(row.source)}
    if getattr(row, "value", None):
        columns["value"] = Decimal(row.value)
    return {**columns, **words("note", row.note), "status": row.status or ""}


def update(row, thing, named):
    model, about = _update_of(thing)
    effective_at = moment(row.effective_at) or timezone.now()
    return model(**{about: thing}, **update_columns(row, named), effective_at=effective_at)


def amount(row, about, named):
    value = {"value": Decimal(row.value.amount), "currency": row.value.currency}
    return Amount(**about, **value, stage=row.stage, source=named(row.source))


def reply(row, about, directory):
    days = {"asked_on": day(row.asked_on), "replied_on": day(row.replied_on)}
    organization = directory.organization(row.organization)
    return Reply(**about, organization=organization, **days, **words("text", row.text))


def _update_of(thing):
    is_item = isinstance(thing, Commitment)
    return (CommitmentUpdate, "commitment") if is_item else (PartnershipUpdate, "partnership")


def redacted(noun, redaction, entry, thing, directory):
    """A row of which only its redaction is known. What a column can't do without tells nothing."""
    about = {"partnership": entry, "commitment": thing if thing is not entry else None}
    return {
        "parties": lambda: Party(partnership=entry),
        "signatories": lambda: Signatory(partnership=entry),
        "documents": lambda: Source(partnership=entry, kind="press_report"),
        "relations": lambda: Relation(partnership=entry, kind="replaces"),
        "values": lambda: Amount(**about, currency="XXX", stage="planned"),
        "replies": lambda: Reply(**about, organization=directory.anybody(), asked_on=day(redaction.date)),
        "milestones": lambda: Commitment(partnership=entry, nature="plan"),
    }[noun]()


def redacted_update(redaction, thing, source, effective_at):
    """The same of an update, in its place among those that took effect before and after it."""
    model, about = _update_of(thing)
    said = {"said_on": day(redaction.date), "source": source, "effective_at": effective_at}
    return model(**{about: thing}, **said)


def moment_of(redaction):
    """The first moment of the day, where the history doesn't tell the hour."""
    return timezone.make_aware(datetime.combine(day(redaction.date), datetime.min.time()))
