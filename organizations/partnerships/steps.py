"""Parts of the ledger's verbs: what they have in common. Nobody else calls these."""

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.bilingual.clean_columns import CleanColumns
from portal.bilingual.languages import LANGUAGES

from .enums import Status
from .models import Change, Commitment, LedgerRow, Owner, Partnership, Source, Update
from .models.append_only import remove, write
from .models.partnership import DAYS
from .rights import may
from .signals import entry_changed


class LedgerError(Exception):
    """What was asked for can't be done with this entry; the message is for whoever asked."""


def lock(entry):
    """The entry as it is stored, which nobody else changes until this transaction ends."""
    return Partnership.objects.select_for_update().get(pk=entry.pk)


def require(by, right, languages=()):
    if by is not None and not may(by, right, languages):
        raise PermissionDenied(right.name)


def refuse_redacted(entry):
    if entry.is_redacted:
        raise LedgerError(_("This entry was redacted; nothing is added to it."))


def refuse_draft(entry):
    if entry.recorded_at is None:
        raise LedgerError(_("This entry is a draft: change it in its form."))


def refuse_coming(entry):
    """Nothing is announced, signed or held before its day has come."""
    coming = coming_days(entry)
    if coming:
        names = _(", ").join(str(entry._meta.get_field(name).verbose_name) for name in coming)
        raise LedgerError(_("These dates are still to come: %(dates)s.") % {"dates": names})


def coming_days(entry):
    """The dates of an entry that lie ahead, by the names of their columns."""
    today = timezone.localdate()
    return [name for name in sorted(DAYS) if (day := getattr(entry, name)) and day > today]


def refuse_decided(row, by):
    """A row comes without what only other verbs decide; an import brings the status that stood at first."""
    if isinstance(row, Update):
        raise TypeError("An update is proposed, not added.")
    if row.redaction_id is not None or (getattr(row, "came_with_update", False) and by is not None):
        raise TypeError("A redaction and the source of an update have verbs of their own.")
    if by is not None and isinstance(row, Commitment) and row.status != Status.ANNOUNCED:
        raise LedgerError(_("A status changes by an update that somebody confirms."))


def refuse_unseen_source(row, by):
    """A row leans on what readers may see. An import brings back what leaned on a source before it went."""
    source = getattr(row, "source", None)
    if by is None or source is None:
        return
    if not Source.objects.public().filter(pk=source.pk, redaction=None).exists():
        raise LedgerError(_("This source was redacted, or waits for confirmation with its update."))


def refuse_replaced(thing):
    if isinstance(thing, Commitment) and not thing.is_current:
        raise LedgerError(_("This item was replaced or redacted; update the one that stands."))


def append(row, owners=()):
    _clean(row, exclude=["number"])
    row.save(force_insert=True)
    Owner.objects.bulk_create(Owner(commitment=row, organization=owner) for owner in owners)


def _clean(row, **options):
    if isinstance(row, CleanColumns):
        row.clean_columns()
    row.full_clean(**options)


def store(row, **columns):
    """Store columns that are the verbs' own, of a row that may be on the record."""
    for name, value in columns.items():
        setattr(row, name, value)
    write(row, *columns)


def mend(row, columns):
    """Store what a correction says; returns what these columns said before, as JSON has it."""
    fixed = {"slug", "status", getattr(row, "ENTRY", "").partition("__")[0]}
    fixed |= {name for name in columns if hasattr(row, f"{name}_{LANGUAGES[0]}")}
    if columns.keys() - ({field.name for field in row._meta.concrete_fields if field.editable} - fixed):
        raise LedgerError(_("A correction can’t change this; a status changes by an update."))
    before = {name: _as_json(row, name) for name in _with_their_days(columns)}
    for name, value in columns.items():
        setattr(row, name, value)
    _clean(row)
    before = {name: said for name, said in before.items() if said != _as_json(row, name)}
    if before:
        write(row, *before)
    return before


def _with_their_days(names):
    """What is known less precisely is stored as another day."""
    days = {name.removesuffix("_precision") + "_on" for name in names if name.endswith("_precision")}
    return [*names, *sorted(days - set(names))]


def mend_owners(commitment, owners):
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


def note_change(entry, act, by, thing=None, *, is_done=True, **columns):
    """Leave a change behind and announce it; whoever compiled the names of the ledger reads them anew.

    Where the verb has yet to write what it announces (``is_done``), it announces the change itself.
    """
    if isinstance(thing, LedgerRow):
        columns |= {"subject": thing._meta.model_name, "subject_id": thing.pk}
    change = Change(partnership=entry, act=act, by=by, **columns)
    change.clean_columns()
    change.full_clean(exclude=["by"])
    change.save(force_insert=True)
    Partnership.objects.filter(pk=entry.pk).update(touched_at=timezone.now())
    if is_done:
        announce(change)
    return change


def announce(change):
    what = {"entry": change.partnership, "act": change.act, "is_whole": not change.subject}
    entry_changed.send(sender=Partnership, **what)


def entry_of(thing):
    return thing if isinstance(thing, Partnership) else thing.entry


def stored_row(thing: Model):
    return type(thing)._base_manager.get(pk=thing.pk)


def leads_to(thing):
    return "partnership" if isinstance(thing, Partnership) else "commitment"


def languages_of(row):
    """The languages in which the row says something."""
    columns = {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return languages_in(columns)


def languages_in(columns: Mapping):
    return [code for code in LANGUAGES if any(v and n.endswith(f"_{code}") for n, v in columns.items())]
