"""That a status follows from what the parties said at first and from the updates since."""

from organizations.partnerships.exporting import schema

from . import rows
from .placing import Places
from .problems import refuse


def check_status(document: schema.Partnership | schema.Milestone, places: Places) -> None:
    """Raises ``Refused`` where the status of an entry or an item can't be what it is said to be."""
    stated = [update for update in document.updates if getattr(update, "status", None)]
    if stated and document.first_status is None:
        raise refuse("first_status is missing: what did the parties say at first?", places.where)
    if any(isinstance(update, schema.RedactedRow) for update in document.updates):
        return
    latest = max(enumerate(stated), key=_order, default=(0, None))[1]
    expected = latest.status if latest else rows.first_status(document)
    if (document.status or "") != expected:
        raise refuse(
            f"status says {document.status or 'nothing'}, but the updates lead to {expected}", places.where
        )


def _order(numbered):
    """As ``ledger.confirm`` has it: by what was said when, then by when it took effect."""
    place, update = numbered
    said = rows.partial("said", update.said)["said_on"]
    return said, update.effective_at or "", place
