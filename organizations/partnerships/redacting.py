"""What a redaction empties. Only ``ledger.redact`` calls this, inside its transaction."""

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from portal.bilingual.languages import LANGUAGES

from .enums import LedgerAct, UpdateState
from .models import Change, Commitment, LedgerRow, Partnership, Update
from .models.append_only import remove, write


def erase(row: LedgerRow, change: Change) -> None:
    """Empty what a row says and whom it names, what hangs on it, and what was noted of its changes."""
    _empty(row, change)
    _forget(row.entry.changes.filter(subject=row._meta.model_name, subject_id=row.pk))
    _forget_log(row.entry)
    if isinstance(row, Commitment):
        remove(row.owner_rows.all())
        for hanging in (row.updates, row.replies, row.amounts):
            for other in hanging.filter(redaction=None):
                erase(other, change)


def erase_entry(entry: Partnership, change: Change) -> None:
    """Empty an entry, every row of it and what was noted of its changes."""
    for row in _rows(entry):
        _empty(row, change)
        if isinstance(row, Commitment):
            remove(row.owner_rows.all())
    _empty(entry, change)
    _forget(entry.changes.all())
    _forget_log(entry)
    entry.aliases.all().delete()


def _forget(changes):
    """Notes may repeat what they are about. The reasons of redactions stay, this one's and earlier ones'."""
    for earlier in changes.exclude(act=LedgerAct.REDACTED):
        earlier.before = earlier.note_ar = earlier.note_en = None
        write(earlier, "before", "note_ar", "note_en")


def _forget_log(entry):
    """The admin's own log names an entry and its rows as they were called on the day."""
    lines = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Partnership))
    lines.filter(object_id=str(entry.pk)).update(object_repr=f"{entry.number:03d}", change_message="")


def _rows(entry):
    """Every row that tells something of an entry and was not redacted before."""
    for model in _row_models():
        yield from QuerySet(model).filter(**{model.ENTRY: entry}, redaction=None)


def _row_models():
    models = list(Partnership._meta.apps.get_app_config("partnerships").get_models())
    return [model for model in models if issubclass(model, LedgerRow)]


def _empty(row, change):
    columns = [column for name in (*row.TEXT, *getattr(row, "NAMES", ())) for column in _columns(row, name)]
    for column in columns:
        setattr(row, column, None if row._meta.get_field(column).null else "")
    row.redaction = change
    if isinstance(row, Update) and row.state == UpdateState.PENDING:
        row.declined_at = change.at
        columns.append("declined_at")
    write(row, *columns, "redaction")


def _columns(row, name):
    """The columns of a field: one per language, or itself."""
    suffixed = [f"{name}_{language}" for language in LANGUAGES]
    return suffixed if hasattr(row, suffixed[0]) else [name]
