"""What the ledger asks about itself; the desk and ``manage.py check_ledger`` show the same answers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizations.duplicates import Pair, possible_duplicates
from organizations.models import Organization, Person

from .models import Commitment, CommitmentUpdate, Partnership, PartnershipUpdate, Party, Source
from .querysets import UNCHECKED_FOR

#: After so many days somebody should have decided about a proposal.
DECIDED_WITHIN = 7


@dataclass(frozen=True)
class Finding:
    """One question and the records that it is about, the oldest first. ``rows`` asks when it is read."""

    name: str
    title: str
    rows: QuerySet


def findings(
    *, day: date | None = None, days: int = UNCHECKED_FOR.days, pending_days: int = DECIDED_WITHIN
) -> list[Finding]:
    """Every question. Items without a date are due after ``days``, proposals after ``pending_days``."""
    day = day or timezone.localdate()
    return [*_of_entries(), *_of_items(day, days), *_of_names(), *_of_proposals(pending_days)]


@dataclass(frozen=True)
class Alike:
    """Records of one model that may be one and the same, the surest first."""

    name: str
    title: str
    pairs: list[Pair]


def duplicates() -> list[Alike]:
    """All names are compared with each other: a question for a page or a timer, not for every visit."""
    return [
        Alike("alike_organizations", _("Organisations that may be one"), possible_duplicates(Organization)),
        Alike("alike_people", _("People who may be one"), possible_duplicates(Person)),
    ]


def numbers(found: Iterable[Finding], most: int) -> dict[str, int]:
    """How many records each finding has, by its name; none is counted beyond ``most``. One query."""
    asked = [_keys(finding, most) for finding in found]
    rows = asked[0].union(*asked[1:], all=True)
    return Counter(name for name, _key in rows)


def _keys(finding, most):
    """The first keys as a subquery: the parts of a union can't be cut off by themselves."""
    rows = QuerySet(finding.rows.model).filter(pk__in=finding.rows.values("pk")[:most])
    return rows.annotate(finding=Value(finding.name, CharField())).order_by().values_list("finding", "pk")


def _of_entries():
    entries = Partnership.objects.filter(redaction=None).order_by("pk")
    sources = Source.objects.filter(partnership=OuterRef("pk"), redaction=None)
    parties = Party.objects.filter(partnership=OuterRef("pk"), organization__isnull=False)
    return [
        Finding("without_source", _("Entries without a source"), entries.filter(~Exists(sources))),
        Finding("without_party", _("Entries without a party"), entries.filter(~Exists(parties))),
        Finding("untitled", _("Entries without a title in one language"), _lacking(entries, "title")),
    ]


def _of_items(day, days):
    items = Commitment.objects.select_related("partnership")
    due = items.to_check(day, timedelta(days=days))
    standing = items.current().filter(partnership__redaction=None).order_by("pk")
    return [
        Finding(
            "passed",
            _("Items whose stated date has passed, not checked since"),
            due.filter(due_latest__isnull=False),
        ),
        Finding(
            "unchecked",
            _("Items without a date that nobody has checked for long"),
            due.filter(due_latest=None),
        ),
        Finding("unstated", _("Items without a statement in one language"), _lacking(standing, "statement")),
    ]


def _of_names():
    organizations, people = (model.objects.unmerged().order_by("pk") for model in (Organization, Person))
    return [
        Finding(
            "organizations",
            _("Organisations without a name in one language"),
            _lacking(organizations, "name"),
        ),
        Finding("people", _("People without a name in one language"), _lacking(people, "name")),
    ]


def _of_proposals(days):
    long_ago = timezone.now() - timedelta(days=days)
    of_entries = PartnershipUpdate.objects.select_related("partnership")
    of_items = CommitmentUpdate.objects.select_related("commitment__partnership")
    return [
        Finding(
            "entry_proposals",
            _("New statuses of entries that wait for confirmation"),
            of_entries.pending().filter(added_at__lt=long_ago).order_by("pk"),
        ),
        Finding(
            "item_proposals",
            _("New statuses of items that wait for confirmation"),
            of_items.pending().filter(added_at__lt=long_ago).order_by("pk"),
        ),
    ]


def _lacking(rows, name):
    """Those that have nothing in one language or the other."""
    return rows.filter(Q(**{f"{name}_ar": None}) | Q(**{f"{name}_en": None}))
