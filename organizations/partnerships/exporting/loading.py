"""What the documents are made of: the rows of a thousand entries as plain rows, in one query for each table.

A large ledger has some hundred thousand rows, and a model instance costs ten times what a plain row does.
What a document tells by a rule of the model, the plain row borrows from the model.
"""

from collections import defaultdict

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

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


def entries_in_brief(keys: list[int]) -> list[EntryRow]:
    """These entries in this order, with their parties; of their other rows the numbers. Two queries."""
    rows = Partnership.objects.filter(pk__in=keys).with_standing().annotate(**_more_in_brief())
    entries = _with_rows_of(EntryRow.load(rows, *EntryRow.STANDING, *_more_in_brief()), PartyRow)
    return [entries[key] for key in keys if key in entries]


def items_in_brief(keys: dict[int, int]) -> list[ItemRow]:
    """These items, each leading to the key of its entry, in this order, with what they say. Six queries."""
    entries = EntryRow.load(Partnership.objects.filter(pk__in=set(keys.values())))
    of_items = Commitment.objects.filter(pk__in=list(keys))
    items = _load_items(_with_rows_of(entries, SourceRow), of_items, {"commitment__in": list(keys)})
    return [items[key] for key in keys if key in items]


def _more_in_brief():
    """Annotations: how much more the whole says of an entry, and when something was last done to it."""
    acts = Change.objects.exclude(act__in=INTERNAL_ACTS).filter(partnership=OuterRef("pk"))
    return {
        "last_act_at": Subquery(acts.order_by("-at").values("at")[:1]),
        "count_of_documents": _number(SourceRow.shown()),
        "count_of_milestones": _number(Commitment.objects.all()),
        "count_of_updates": _number(PartnershipUpdateRow.shown()),
    }


def _number(rows):
    of_entry = rows.filter(partnership=OuterRef("pk")).order_by().values("partnership")
    return Coalesce(Subquery(of_entry.annotate(number=Count("pk")).values("number")), 0)


def _with_rows(entries, keys):
    """The entries by their keys, with the rows that are theirs or of any of their items."""
    kinds = (PartyRow, SignatoryRow, SourceRow, PartnershipUpdateRow, AmountRow, ReplyRow, RelationRow)
    entries = _with_rows_of(entries, *kinds)
    changes = Change.objects.exclude(act__in=INTERNAL_ACTS).filter(partnership__in=keys)
    for change in ChangeRow.load(changes.order_by("at", "pk")):
        entries[change.partnership_id].changes.append(change)
    return entries


def _with_rows_of(entries, *kinds):
    """The entries by their keys, with their rows of these kinds."""
    entries = {entry.pk: entry for entry in entries}
    for kind in kinds:
        for row in kind.load(kind.shown().filter(partnership__in=list(entries))):
            entries[row.partnership_id].add(row)
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
