"""What a redaction empties. Only ``ledger.redact`` calls this, inside its transaction."""

from django.db.models import QuerySet

from portal.bilingual.languages import LANGUAGES

from .models import Change, Commitment, LedgerRow, Partnership
from .models.append_only import remove, write


def erase(row: LedgerRow, change: Change) -> None:
    """Empty what a row says and whom it names, here and in what corrections kept of it."""
    _empty(row, change)
    for earlier in row.entry.changes.filter(subject=row._meta.model_name, subject_id=row.pk):
        earlier.before = None
        write(earlier, "before")
    if isinstance(row, Commitment):
        remove(row.owner_rows.all())


def erase_entry(entry: Partnership, change: Change) -> None:
    """Empty an entry, every row of it and what was noted of its changes; the reason given now stays."""
    for row in _rows(entry):
        erase(row, change)
    _empty(entry, change)
    for earlier in entry.changes.exclude(pk=change.pk):
        earlier.before = earlier.note_ar = earlier.note_en = None
        write(earlier, "before", "note_ar", "note_en")
    entry.aliases.all().delete()


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
    write(row, *columns, "redaction")


def _columns(row, name):
    """The columns of a field: one per language, or itself."""
    suffixed = [f"{name}_{language}" for language in LANGUAGES]
    return suffixed if hasattr(row, suffixed[0]) else [name]
