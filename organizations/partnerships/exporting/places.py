"""How the rows of an entry are called in the open data: by their place, which an append-only record keeps.

``source-2`` is the second source of an entry, ``002-3-update-1`` the first update of its third item.
"""

#: The name of each model's rows, and where an entry has them.
OF_ENTRY = {
    "party": "parties",
    "signatory": "signatories",
    "source": "sources",
    "amount": "amounts",
    "reply": "replies",
    "relation": "relations",
    "partnershipupdate": "updates",
}
#: The same of an announced item.
OF_ITEM = {"commitmentupdate": "updates", "amount": "amounts", "reply": "replies"}
NAMES = {"partnershipupdate": "update", "commitmentupdate": "update", "amount": "value"}


def rows_of_entry(entry, model_name):
    """Its rows in the order in which they came; what is about one item stands with the item.

    A relation to an entry that readers don't see is left out.
    """
    rows = getattr(entry, OF_ENTRY[model_name]).all()
    if model_name in {"amount", "reply"}:
        rows = [row for row in rows if row.commitment_id is None]
    if model_name == "relation":
        rows = [row for row in rows if row.is_redacted or row.other.languages]
    return _in_order(rows)


def rows_of_item(item, model_name):
    if model_name == "commitmentupdate":
        return _in_order(item.updates.all())
    rows = getattr(item.partnership, OF_ITEM[model_name]).all()
    return _in_order(row for row in rows if row.commitment_id == item.pk)


class Places:
    """What the rows of an entry and of these items of it are called, and which item each belongs to."""

    def __init__(self, entry, items):
        self._called = {}
        self._items = {}
        for model_name in OF_ENTRY:
            self._called |= _numbered(rows_of_entry(entry, model_name), model_name)
        for item in items:
            of_item = {("commitment", item.pk): item.code}
            for model_name in OF_ITEM:
                of_item |= _numbered(rows_of_item(item, model_name), model_name, f"{item.code}-")
            self._called |= of_item
            self._items |= dict.fromkeys(of_item, item)

    def of(self, row):
        """How the row is called; None without a row."""
        return self._called[row._meta.model_name, row.pk] if row else None

    def about(self, change, item):
        """Whether the change is about this item or a row of it; without an item, about the entry itself."""
        key = change.subject, change.subject_id
        is_shown = not change.subject or key in self._called
        return is_shown and self._items.get(key) == item

    def subject_of(self, change):
        return self._called[change.subject, change.subject_id] if change.subject else None


def _numbered(rows, model_name, before=""):
    name = NAMES.get(model_name, model_name)
    return {(model_name, row.pk): f"{before}{name}-{place}" for place, row in enumerate(rows, start=1)}


def _in_order(rows):
    """Updates in the order in which they took effect, everything else in the order in which it came."""
    return sorted(rows, key=lambda row: (getattr(row, "effective_at", 0), row.pk))
