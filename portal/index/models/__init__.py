"""The rows of the index that the database keeps: ``from portal.index.models import DocumentRow``."""

from .document_row import DocumentRow
from .name import Name
from .vocabulary import VocabularyKey, VocabularyWord

__all__ = ["DocumentRow", "Name", "VocabularyKey", "VocabularyWord"]
