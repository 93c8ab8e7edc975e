"""The ledger as open data: the shape of an entry, the documents that have it, and tables of the same.

Files inside may import downwards only: tables → cells, schema; documents → loading, places → plain_rows.
"""

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
    "entry_reference",
    "milestone_documents",
    "partnership_documents",
    "partnership_documents_without_milestones",
    "redacted_document",
]
