"""What the documents are made of: the rows of a thousand entries as plain rows, in one query for each table.

A large ledger has some hundred thousand rows, and a model instance costs ten times what a plain row does.
What a document tells by a rule of the model, the plain row borrows from the model.
"""

from collections import defaultdict

from organizations.partnerships.enums import INTERNAL_ACTS
from organizations.partnerships.models import Change, Commitment, Partnership

from .plain_rows import (
    AmountRow,
    ChangeRow,
    CommitmentUpdateRow,
    EntryRow,
    ItemRow,
    OwnerRow,
    PartnershipUpdateRow,
    PartyRow,
    RelationRow,
    ReplyRow,
    SignatoryRow,
    SourceRow,
)


def entries_for_export(keys: list[int]) -> list[EntryRow]:
    """These entries in this order, with everything that their documents say. Thirteen queries."""
    rows = Partnership.objects.filter(pk__in=keys).with_standing()
    entries = _with_rows(EntryRow.load(rows, *EntryRow.STANDING), keys)
    items = Commitment.objects.filter(partnership__in=keys)
    _load_items(entries, items, {"commitment__partnership__in": keys})
    return [entries[key] for key in keys if key in entries]


def items_for_export(keys: list[int]) -> list[ItemRow]:
    """These items in this order, each with its entry. Fourteen queries."""
    of_items = Commitment.objects.filter(pk__in=keys)
    entry_keys = list(of_items.order_by().values_list("partnership", flat=True).distinct())
    entries = _with_rows(EntryRow.load(Partnership.objects.filter(pk__in=entry_keys)), entry_keys)
    items = _load_items(entries, of_items, {"commitment__in": keys})
    return [items[key] for key in keys if key in items]


def _with_rows(entries, keys):
    """The entries by their keys, with the rows that are theirs or of any of their items."""
    entries = {entry.pk: entry for entry in entries}
    for kind in (PartyRow, SignatoryRow, SourceRow, PartnershipUpdateRow, AmountRow, ReplyRow, RelationRow):
        for row in kind.load(kind.shown().filter(partnership__in=keys)):
            entries[row.partnership_id].add(row)
    changes = Change.objects.exclude(act__in=INTERNAL_ACTS).filter(partnership__in=keys)
    for change in ChangeRow.load(changes.order_by("at", "pk")):
        entries[change.partnership_id].changes.append(change)
    return entries


def _load_items(entries, rows, of_items):
    """The items by their keys, each put into its entry."""
    items = {item.pk: item for item in ItemRow.load(rows.order_by("number", "pk"))}
    for item in items.values():
        entries[item.partnership_id].add_item(item)
    owners = OwnerRow.MODEL.objects.filter(**of_items)
    for owner in OwnerRow.load(owners.order_by("organization__slug")):  # not translated: Organization.slug
        items[owner.commitment_id].owners.append(owner)
    for update in CommitmentUpdateRow.load(CommitmentUpdateRow.shown().filter(**of_items)):
        items[update.commitment_id].add_update(update)
    later = defaultdict(lambda: None)
    later |= Commitment.objects.filter(supersedes__in=rows.order_by().values("pk")).values_list(
        "supersedes", "number"
    )
    for item in items.values():
        item.superseded_by__number = later[item.pk]
    return items
