"""The rows of the index that the database keeps: ``from portal.index.models import DocumentRow``."""

from .document_row import DocumentRow
from .vocabulary import VocabularyKey, VocabularyWord

__all__ = ["DocumentRow", "VocabularyKey", "VocabularyWord"]
