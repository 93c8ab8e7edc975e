"""How the rows of an entry are called in the open data: by their place, which an append-only record keeps.

``source-2`` is the second source of an entry, ``002-3-update-1`` the first update of its third item.
"""

from .plain_rows import EntryRow

#: Where the rows are not called by the name of their model.
NAMES = {"partnershipupdate": "update", "commitmentupdate": "update", "amount": "value"}


class Places:
    """What the rows of an entry and of its loaded items are called, and which changes are about what."""

    def __init__(self, entry: EntryRow):
        self._called = {}
        self._items = {}
        self._changes = {}
        for model_name, rows in entry.rows.items():
            self._called |= _numbered(rows, model_name)
        for item in entry.announced_items:
            of_item = {("commitment", item.pk): item.code}
            for model_name, rows in item.rows.items():
                if rows:
                    of_item |= _numbered(rows, model_name, f"{item.code}-")
            self._called |= of_item
            self._items |= dict.fromkeys(of_item, item.pk)
        for change in entry.changes:
            key = change.subject, change.subject_id
            if not change.subject or key in self._called:
                self._changes.setdefault(self._items.get(key), []).append(change)

    def of(self, model_name, key):
        """How the row with this key is called; None without a key."""
        return self._called[model_name, key] if key else None

    def changes(self, item=None):
        """The changes about this item or a row of it; without an item, about the entry itself."""
        return self._changes.get(item.pk if item else None, [])


def _numbered(rows, model_name, before=""):
    name = NAMES.get(model_name, model_name)
    return {(model_name, row.pk): f"{before}{name}-{place}" for place, row in enumerate(rows, start=1)}
