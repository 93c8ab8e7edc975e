"""Put the rows of one document into the database, each under the name by which others refer to it."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from organizations.partnerships import ledger
from organizations.partnerships.enums import LedgerAct
from organizations.partnerships.exporting import schema
from organizations.partnerships.models import Partnership
from portal.bilingual.clean_columns import CleanColumns

from . import rows
from .problems import Problem, Refused, of_columns, refuse

#: How the rows of each list are called, see ``exporting.places``.
CALLED = {
    "documents": "source",
    "parties": "party",
    "signatories": "signatory",
    "relations": "relation",
    "updates": "update",
    "values": "value",
    "replies": "reply",
}


class Places:
    """The rows of one entry by their names: ``source-2``, ``002-3``, ``002-3-update-1``."""

    def __init__(self, entry: Partnership, directory, where: str):
        self.entry = entry
        self.directory = directory
        self.where = where
        self.rows = {}
        self.redacted_at = {}

    def named(self, name):
        """The row that is called so; None without a name."""
        if name is None:
            return None
        if name not in self.rows:
            raise refuse(f"there is no row called “{name}” in this entry", self.where)
        return self.rows[name]

    def read_history(self, history):
        """When rows were redacted, to the second."""
        self.redacted_at |= {
            change.about: rows.moment(change.at)
            for change in history
            if change.act == LedgerAct.REDACTED and change.about
        }

    def place(self, noun, listed, make, thing, before=""):
        """Store the rows of one list. ``make`` says what a row is; redacted ones only keep their place."""
        for number, row in enumerate(listed, start=1):
            name = f"{before}{CALLED[noun]}-{number}"
            if isinstance(row, schema.RedactedRow):
                empty = rows.redacted(noun, row.redacted, self.entry, thing, self.directory)
                self.add_redacted(name, empty, row.redacted)
            else:
                self.store(row.id or name, make(row))

    def place_updates(self, listed, thing, before=""):
        """The same for updates, whose order is that in which they took effect."""
        latest = next((u.effective_at for u in listed if getattr(u, "effective_at", None)), None)
        latest = rows.moment(latest) or timezone.now()
        for number, row in enumerate(listed, start=1):
            name = f"{before}update-{number}"
            if isinstance(row, schema.RedactedRow):
                empty = rows.redacted_update(row.redacted, thing, self._any_source(listed), latest)
                self.add_redacted(name, empty, row.redacted)
            else:
                update = rows.update(row, thing, self.named)
                latest = max(latest, update.effective_at)
                self.store(row.id or name, update)

    def store(self, name, row):
        if name in self.rows:
            raise refuse(f"two rows are called “{name}”", self.where)
        try:
            if isinstance(row, CleanColumns):
                row.clean_columns()
            row.full_clean(exclude=["number"])
        except ValidationError as error:
            raise Refused(*of_columns(error, self.where, name)) from error
        row.save(force_insert=True)
        self.rows[name] = row

    def add_redacted(self, name, row, redaction):
        at = self.redacted_at.get(name) or rows.moment_of(redaction)
        ledger.add_redacted(row, by=None, at=at, **rows.words("note", redaction.reason))
        self.rows[name] = row

    def recall(self, history):
        """Note what the history tells, but what storing these rows has noted."""
        for change in history:
            thing = self.named(change.about) or self.entry
            if _is_noted(change, thing, self.entry):
                continue
            _check(change, thing, self.where)
            told = {"before": change.before, **rows.words("note", change.note)}
            ledger.recall(thing, change.act, by=None, at=rows.moment(change.at), **told)

    def _any_source(self, listed):
        """Whom a redacted update leads to is not known; a source that another update states tells least."""
        stating = [update.source for update in listed if isinstance(update, schema.Update)]
        sources = [row for name, row in self.rows.items() if name.startswith("source-")]
        return self.named(stating[0]) if stating else sources[-1]


def _is_noted(change, thing, entry):
    """Whether ``record`` or ``add_redacted`` noted it already."""
    if thing is entry:
        return change.act == LedgerAct.RECORDED
    return change.act == LedgerAct.REDACTED and thing.is_redacted


def _check(change, thing, where):
    """A history may come from anywhere: only what a ledger of ours could have noted is taken."""
    if change.act in {LedgerAct.PROPOSED, LedgerAct.DECLINED, LedgerAct.REDACTED}:
        raise Refused(Problem(where, f"history: “{change.act}” is not taken over"))
    columns = {field.name for field in thing._meta.concrete_fields} | {"owners"}
    if strange := set(change.before or ()) - columns:
        raise Refused(Problem(where, f"history: before: there is no column “{min(strange)[:40]}”"))
