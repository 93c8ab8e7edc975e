"""Entries and items as lists tell them: what they say themselves, and how much more the whole has."""

from organizations.exporting import licensed
from portal.addresses import absolute
from portal.open_data import moment

from .documents import entry_itself, entry_reference, item_itself, redacted_document
from .loading import entries_in_brief, items_in_brief
from .places import Places
from .plain_rows import EntryRow, ItemRow

COUNTED = ("documents", "milestones", "updates")


def brief_partnerships(keys: list[int]) -> list[dict]:
    """The entries with these keys, in this order. Two queries, however many."""
    return list(map(_partnership, entries_in_brief(keys)))


def brief_milestones(keys: dict[int, int]) -> list[dict]:
    """The items with these keys, each leading to that of its entry, in this order. Six queries."""
    items = items_in_brief(keys)
    called = {item.partnership.pk: Places(item.partnership) for item in items}
    return [_milestone(item, called[item.partnership.pk]) for item in items]


def _partnership(entry: EntryRow) -> dict:
    return {
        **entry_itself(entry, Places(entry)),
        "changed_at": moment(max(filter(None, (entry.recorded_at, entry.last_act_at)))),
        "counts": {name: getattr(entry, f"count_of_{name}") for name in COUNTED},
        "api_url": absolute(f"/api/v1/partnerships/{entry.slug}"),
        **licensed(entry),
    }


def _milestone(item: ItemRow, called: Places) -> dict:
    entry = {"partnership": entry_reference(item.partnership)}
    if item.is_redacted:
        return {**redacted_document(item, id=item.code), **entry}
    return {
        **item_itself(item, called),
        "counts": {"updates": len(item.effective_updates)},
        "api_url": absolute(f"/api/v1/commitments/{item.code}"),
        **licensed(item.partnership),
        **entry,
    }
