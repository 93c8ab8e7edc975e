"""The ledger as open data: the shape of an entry, the documents that have it, and tables of the same.

Lists tell each thing in brief. Files inside may import downwards only: tables → cells, schema;
answers → schema → kinds; brief → documents → loading, places → plain_rows.
"""

from .brief import brief_milestones, brief_partnerships
from .documents import (
    entry_reference,
    milestone_documents,
    partnership_documents,
    partnership_documents_without_milestones,
    redacted_document,
)
from .tables import COMMITMENTS, PARTNERSHIPS

__all__ = [
    "COMMITMENTS",
    "PARTNERSHIPS",
    "brief_milestones",
    "brief_partnerships",
    "entry_reference",
    "milestone_documents",
    "partnership_documents",
    "partnership_documents_without_milestones",
    "redacted_document",
]
