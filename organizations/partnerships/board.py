"""The board of what was announced: the items of the ledger in groups by what their stated date says."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from organizations.models import Organization
from portal.paging import Key

from .models import Commitment, CommitmentUpdate


class Group(models.TextChoices):
    """Each item is in one of the first four; whatever became known of it since is in the last as well."""

    COMING = "coming", _("Stated date still to come")
    PASSED = "passed", _("Stated date has passed")
    NO_DATE = "no_date", _("No day stated")
    CONDITIONAL = "conditional", _("Depends on a condition")
    UPDATED = "updated", _("Updates recorded")

    @property
    def whole(self):
        """What leads from its first items to all of them."""
        return {
            Group.COMING: _("All items whose date is still to come"),
            Group.PASSED: _("All items whose date has passed"),
            Group.NO_DATE: _("All items without a stated day"),
            Group.CONDITIONAL: _("All items that depend on a condition"),
            Group.UPDATED: _("All items with updates"),
        }[self]


#: The nearest date first on either side of today; else what was recorded last.
KEYS = {
    Group.COMING: Key("due_latest", kind="date", descending=False),
    Group.PASSED: Key("due_latest", kind="date"),
    Group.NO_DATE: Key("id", kind="number"),
    Group.CONDITIONAL: Key("id", kind="number"),
    Group.UPDATED: Key("effective_at"),
}


@dataclass(frozen=True)
class Board:
    """What readers of a language see on a day; ``owner`` narrows it to the items of one organisation."""

    language: str
    day: date
    owner: Organization | None = None

    def places(self, group: Group) -> QuerySet:
        """One row for each item of the group: the item, or in the last group its newest update."""
        items = Commitment.objects.public(self.language)
        if self.owner:
            items = items.owned_by(self.owner)
        match group:
            case Group.COMING:
                return items.coming(self.day)
            case Group.PASSED:
                return items.passed(self.day)
            case Group.NO_DATE:
                return items.undated()
            case Group.CONDITIONAL:
                return items.conditional()
        return _newest_update_of(items)

    def first(self, group: Group, number: int) -> list:
        return list(self.places(group).order_by(*KEYS[group].order(forward=True))[:number])


def items_at(*places: list) -> list[list[Commitment]]:
    """The items at these rows, loaded for a list, in the same order. Two queries for all of them.

    An item that an update led to carries it as ``news``.
    """
    keys = {_item_key(place) for group in places for place in group}
    items = Commitment.objects.for_rows().in_bulk(keys)
    for place in (place for group in places for place in group):
        if isinstance(place, CommitmentUpdate):
            items[place.commitment_id].news = place
    return [[items[_item_key(place)] for place in group] for group in places]


def _item_key(place):
    return place.commitment_id if isinstance(place, CommitmentUpdate) else place.pk


def _newest_update_of(items):
    effective = CommitmentUpdate.objects.effective().filter(redaction=None)
    newer = effective.filter(commitment=OuterRef("commitment")).filter(
        Q(effective_at__gt=OuterRef("effective_at"))
        | Q(effective_at=OuterRef("effective_at"), pk__gt=OuterRef("pk"))
    )
    return effective.filter(~Exists(newer), Exists(items.filter(pk=OuterRef("commitment"))))
