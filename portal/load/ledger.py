"""Entries of the ledger by the thousand, with what was announced in them, between organisations that exist.

The verbs of the ledger would take an hour for ten thousand entries; what is stored here is what they store.
"""

from datetime import date, timedelta
from random import Random

from django.utils import timezone

from organizations.partnerships.enums import Nature, PartnershipKind, PartyRole, Precision, Status
from organizations.partnerships.models import (
    Commitment,
    CommitmentUpdate,
    Owner,
    Partnership,
    Party,
    Source,
)
from organizations.partnerships.models.numbering import Numbering

from .prose import Zipf

#: Every so many entries one is still a draft without a source, which only editors see.
UNSOURCED = 15
ITEMS = 3
YEARS = 12
#: Of the items so many name no date, depend on a condition, and have an update.
UNDATED, CONDITIONAL, UPDATED = 0.3, 0.1, 0.05
BATCH = 1_000


def make_entries(random: Random, prose: dict, organizations: list, number: int) -> list[Partnership]:
    """As many entries as are missing of ``number``; those that an earlier run made stay as they are."""
    made = Partnership.objects.filter(slug__startswith="load-entry-")
    drawn = Zipf(random, organizations)
    for start in range(made.count(), number, BATCH):
        _make(random, prose, drawn, range(start + 1, min(start + BATCH, number) + 1))
    return list(made.order_by("pk"))


def _make(random, prose, organizations, places):
    first = Numbering.take()
    Numbering.reach(first + len(places) - 1)
    made = [_entry(random, prose, place, first + place - places.start) for place in places]
    entries = Partnership.objects.bulk_create(made, batch_size=BATCH)
    parties = [party for entry in entries for party in _parties(entry, organizations)]
    Party.objects.bulk_create(parties, batch_size=BATCH)
    recorded = [entry for entry in entries if entry.recorded_at]
    sources = Source.objects.bulk_create(map(_source, recorded), batch_size=BATCH)
    owners = {}
    for party in parties:
        owners.setdefault(party.partnership_id, party.organization_id)
    _announce(random, prose, recorded, sources, owners)


def _entry(random, prose, place, number):
    kind = PartnershipKind.values[place % len(PartnershipKind.values)]
    # Not the same cycle as the kinds: their combinations occur.
    status = "" if kind == PartnershipKind.MEETING else Status.values[place // 7 % len(Status.values)]
    day = timezone.localdate() - timedelta(days=random.randrange(365 * YEARS))
    is_dated = place % 10
    return Partnership(
        number=number,
        slug=f"load-entry-{place}",
        kind=kind,
        status=status,
        first_status=status,
        signed_on=day if is_dated else None,
        signed_precision=Precision.DAY if is_dated else "",
        sorted_on=day if is_dated else date.min,
        recorded_at=timezone.now() if place % UNSOURCED else None,
        is_demo=True,
        **_in_both(prose, "title"),
    )


def _parties(entry, organizations):
    for position, organization in enumerate(organizations.draw_some(3)):
        role = PartyRole.COOPERATION_MENTIONED if position == 2 else PartyRole.PARTY
        yield Party(partnership=entry, organization=organization, position=position, role=role)


def _source(entry):
    return Source(partnership=entry, kind="press_report", title_ar="بيان صحفي", title_en="Press statement")


def _announce(random, prose, entries, sources, owners):
    items = [_item(random, prose, entry, number) for entry in entries for number in range(1, ITEMS + 1)]
    Commitment.objects.bulk_create(items, batch_size=BATCH)
    Owner.objects.bulk_create(
        (Owner(commitment=item, organization_id=owners[item.partnership_id]) for item in items),
        batch_size=BATCH,
    )
    source_of = {source.partnership_id: source for source in sources}
    updated = [item for item in items if random.random() < UPDATED]
    CommitmentUpdate.objects.bulk_create(
        (_update(random, prose, item, source_of[item.partnership_id]) for item in updated), batch_size=BATCH
    )


def _item(random, prose, entry, number):
    chance = random.random()
    columns = {}
    if chance < CONDITIONAL:
        columns = {"due_condition_ar": "بعد الاتفاق", "due_condition_en": "once agreed"}
    elif chance > CONDITIONAL + UNDATED:
        day = timezone.localdate() + timedelta(days=random.randrange(-365 * YEARS, 365 * 3))
        columns = {
            "due_earliest": day,
            "due_latest": day,
            "due_text_ar": f"في {day}",
            "due_text_en": f"on {day}",
        }
    return Commitment(
        partnership=entry,
        number=number,
        nature=Nature.PLAN,
        **columns,
        **_in_both(prose, "statement"),
    )


def _update(random, prose, item, source):
    at = timezone.now() - timedelta(minutes=random.randrange(500_000))
    return CommitmentUpdate(
        commitment=item,
        said_on=at.date(),
        source=source,
        value=random.randrange(1, 900),
        effective_at=at,
        **_in_both(prose, "note"),
    )


def _in_both(prose, column):
    return {f"{column}_{language}": writer.headline() for language, writer in prose.items()}
