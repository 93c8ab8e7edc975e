"""The ledger as open data: the shape of an entry, the documents that have it, and tables of the same.

Files inside may import downwards only: tables → cells, schema; documents → places. ``loading`` needs none.
"""

from .documents import entry_reference, listed_milestone, partnership_document, redacted_document
from .loading import commitments_for_export, entries_for_export
from .tables import COMMITMENTS, PARTNERSHIPS

__all__ = [
    "COMMITMENTS",
    "PARTNERSHIPS",
    "commitments_for_export",
    "entries_for_export",
    "entry_reference",
    "listed_milestone",
    "partnership_document",
    "redacted_document",
]
