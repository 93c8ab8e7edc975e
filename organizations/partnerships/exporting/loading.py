"""What a document of the open data loads, for any number of entries in the same number of queries."""

from django.db.models import Prefetch

from organizations.models import Organization
from organizations.partnerships.models import (
    Amount,
    Change,
    Commitment,
    CommitmentUpdate,
    Partnership,
    PartnershipUpdate,
    Party,
    Relation,
    Reply,
    Signatory,
    Source,
)


def entries_for_export(entries):
    """Load everything that the documents of these entries say. Twelve queries more."""
    return (
        entries.with_standing()
        .select_related("redaction")
        .prefetch_related(
            *_rows_of_entries(), Prefetch("commitments", queryset=_items(Commitment.objects.all()))
        )
    )


def commitments_for_export(commitments):
    """Load the documents of these items, each with its entry. Thirteen queries more."""
    entries = Partnership.objects.prefetch_related(*_rows_of_entries())
    return _items(commitments).prefetch_related(Prefetch("partnership", queryset=entries))


def _items(commitments):
    updates = CommitmentUpdate.objects.effective().select_related("source", "redaction")
    return commitments.select_related("source", "redaction", "superseded_by", "supersedes").prefetch_related(
        Prefetch("owners", queryset=Organization.objects.order_by("slug")),
        Prefetch("updates", queryset=updates),
    )


def _rows_of_entries():
    return [
        Prefetch("parties", queryset=Party.objects.select_related("organization", "redaction")),
        Prefetch(
            "signatories", queryset=Signatory.objects.select_related("person", "organization", "redaction")
        ),
        Prefetch("sources", queryset=Source.objects.public().select_related("redaction")),
        Prefetch(
            "updates",
            queryset=PartnershipUpdate.objects.effective().select_related("source", "redaction"),
        ),
        Prefetch("amounts", queryset=Amount.objects.select_related("source", "redaction")),
        Prefetch("replies", queryset=Reply.objects.select_related("organization", "redaction")),
        Prefetch("relations", queryset=Relation.objects.select_related("other", "redaction")),
        Prefetch("changes", queryset=Change.objects.public().order_by("at", "pk")),
    ]
